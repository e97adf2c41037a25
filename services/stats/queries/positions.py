"""How far the facts of each source are counted."""

from dataclasses import dataclass
from datetime import datetime

from shared.db.database import Connection

SOURCES = ("intake", "processing")

_POSITIONS = """
select s.source, coalesce(i.position, 0) as position, i.recorded_at,
  exists (select from stats.parked p where p.source = s.source) as has_parked
from unnest($1::text[]) as s(source) left join stats.inbox i using (source)
"""


@dataclass(frozen=True, slots=True)
class SourcePosition:
    """Everything up to `position` is counted, except what is parked."""

    source: str
    position: int
    recorded_at: datetime | None
    has_parked: bool


async def positions(connection: Connection) -> dict[str, SourcePosition]:
    rows = await connection.fetch(_POSITIONS, SOURCES)
    return {row["source"]: SourcePosition(**dict(row)) for row in rows}


async def parked_positions(connection: Connection) -> dict[str, set[int]]:
    """Facts that were read but could not be counted."""
    parked: dict[str, set[int]] = {source: set() for source in SOURCES}
    for row in await connection.fetch("select source, position from stats.parked"):
        parked.setdefault(row["source"], set()).add(row["position"])
    return parked
