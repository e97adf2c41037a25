"""Outages, newest first."""

from dataclasses import dataclass
from datetime import datetime

from shared.db.database import Connection

_NEWEST = """
select number, system, from_at, until_at, note, recorded_at, recorded_by from processing.outages
where ($1::int is null or number < $1) order by number desc limit $2
"""


@dataclass(frozen=True, slots=True)
class NotedOutage:
    """An entry of the log."""

    number: int
    system: str
    from_at: datetime
    until_at: datetime
    note: str
    recorded_at: datetime
    recorded_by: str


async def outages(connection: Connection, before: int | None, limit: int) -> list[NotedOutage]:
    return [NotedOutage(**row) for row in await connection.fetch(_NEWEST, before, limit)]
