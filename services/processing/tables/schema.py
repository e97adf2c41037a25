"""The metadata of schema "processing", and the base of its rows."""

from typing import ClassVar

from sqlalchemy import MetaData

from shared.db.schema import Rows, schema_metadata
from shared.messaging.tables import inbox_tables, ledger_tables
from shared.notify.tables import message_tables

METADATA = schema_metadata("processing")
ledger_tables(METADATA)
inbox_tables(METADATA)
message_tables(METADATA)


class ProcessingRows(Rows):
    """Base of this schema's rows."""

    __abstract__ = True
    metadata: ClassVar[MetaData] = METADATA
