"""The schema that all rows of the yearbook share."""

from shared.db.schema import Rows, schema_metadata
from shared.messaging.tables import inbox_tables, ledger_tables

METADATA = schema_metadata("stats")
ledger_tables(METADATA)
inbox_tables(METADATA)


class StatsRows(Rows):
    """Rows of this schema."""

    __abstract__ = True
    metadata = METADATA
