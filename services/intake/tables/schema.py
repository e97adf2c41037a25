"""The metadata of schema "intake", and what its tables have in common."""

from sqlalchemy import CheckConstraint

from shared.db.schema import Rows, schema_metadata
from shared.messaging.tables import inbox_tables, ledger_tables
from shared.notify.tables import message_tables

METADATA = schema_metadata("intake")
ledger_tables(METADATA)
inbox_tables(METADATA)
message_tables(METADATA)


class IntakeRows(Rows):
    """Rows of this schema."""

    __abstract__ = True
    metadata = METADATA


def nfc(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} is nfc normalized", name=f"{column}_nfc")
