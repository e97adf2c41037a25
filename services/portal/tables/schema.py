"""The schema that all rows of the door to the portal share."""

from shared.db.schema import Rows, schema_metadata
from shared.messaging.tables import inbox_tables, ledger_tables

METADATA = schema_metadata("portal")
ledger_tables(METADATA)
inbox_tables(METADATA)


class PortalRows(Rows):
    """Rows of this schema."""

    __abstract__ = True
    metadata = METADATA
