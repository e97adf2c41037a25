"""The history of the catalogue: who did what, when. Rows are only ever added."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.db.database import Connection

_ADD = """
insert into intake.catalogue_acts (at, by, act, decision, subject, detail) values ($1, $2, $3, $4, $5, $6)
"""


class CatalogueActs:
    """History in one transaction."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now

    async def note(
        self, by: str, act: str, subject: str, detail: Mapping[str, Any] | None = None, decision: UUID | None = None
    ) -> None:
        """`subject` is a code of the catalogue or the id of what was changed; never a person."""
        await self._connection.execute(_ADD, self._now, by, act, decision, subject, dict(detail or {}))
