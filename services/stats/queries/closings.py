"""Closed periods as a reader asks for them, and what changed them afterwards."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from services.stats.domain.closing import Closing
from services.stats.domain.restatement import LateChange
from shared.db.database import Connection
from shared.errors import NotFound

_COLUMNS = """c.id, c.office, c.from_on, c.to_on, c.issue, c.reason, c.generation, c.positions, c.figures, c.parts,
  c.closed_at, c.closed_by"""
_LIST = f"""
select {_COLUMNS} from stats.closings c join stats.offices o on o.code = c.office
where o.path @> array[$1] and o.path && $2::text[]
  and ($3::date is null or (c.to_on, c.id) < ($3, $4::uuid)) order by c.to_on desc, c.id desc limit $5
"""
_ONE = f"""
select {_COLUMNS} from stats.closings c join stats.offices o on o.code = c.office
where c.id = $1 and o.path && $2::text[]
"""
_CHANGES = """
select l.counted, l.id, l.code, l.office, l.day, l.deltas
from stats.offices o join stats.late_changes l on l.office = o.code
where o.path @> array[$1] and l.day <= $2 and l.generation > $3
order by l.id, l.number
"""


async def closings_below(
    connection: Connection,
    office: str,
    *,
    visible_to: Iterable[str],
    after: tuple[date, UUID] | None,
    limit: int,
) -> list[Closing]:
    """Of the office and everything below it, the latest period first."""
    rows = await connection.fetch(_LIST, office, list(visible_to), *(after or (None, None)), limit)
    return [Closing(**dict(row)) for row in rows]


async def closing_of(connection: Connection, id: UUID, *, visible_to: Iterable[str]) -> Closing:
    """Refuses one out of reach as if it did not exist."""
    row = await connection.fetchrow(_ONE, id, list(visible_to))
    if row is None:
        raise NotFound("closing_not_found", "Không có kỳ đã chốt này trong phạm vi của anh/chị")
    return Closing(**dict(row))


async def changes_since(connection: Connection, closing: Closing) -> list[LateChange]:
    """What was learnt after the cut about the days up to its end."""
    rows = await connection.fetch(_CHANGES, closing.office, closing.to_on, closing.generation)
    return [LateChange(**dict(row)) for row in rows]
