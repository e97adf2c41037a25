"""Schema "intake": rows, constraints and indexes."""

from shared.db.schema import schema_metadata
from shared.messaging.tables import inbox_tables, ledger_tables

METADATA = schema_metadata("intake")
ledger_tables(METADATA)
inbox_tables(METADATA)
