"""The log of outages: what system was away, from when until when."""

from dataclasses import dataclass
from datetime import datetime

from shared.db.database import Connection

_ADD = """
insert into processing.outages (system, from_at, until_at, note, recorded_at, recorded_by)
values ($1, $2, $3, $4, $5, $6) returning number
"""
_TOUCHES = "select exists (select from processing.outages where number = $1 and from_at < $3 and until_at > $2)"


@dataclass(frozen=True, slots=True)
class Outage:
    """As it is noted, after the fact or announced ahead."""

    system: str
    from_at: datetime
    until_at: datetime
    note: str


class Outages:
    """The outages that people noted."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, outage: Outage, by: str, at: datetime) -> int:
        """Its number in the log."""
        values = (outage.system, outage.from_at, outage.until_at, outage.note, at, by)
        number: int = await self._connection.fetchval(_ADD, *values)
        return number

    async def touches(self, number: int, since: datetime, until: datetime) -> bool:
        """Whether there is such an outage and it fell into that time."""
        found: bool = await self._connection.fetchval(_TOUCHES, number, since, until)
        return found
