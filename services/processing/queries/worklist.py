"""Dossiers of an office, everything below it and what ended offices left to it, by due date, page by page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from shared.db.database import Connection
from shared.errors import NotFound


@dataclass(frozen=True, slots=True)
class WorklistEntry:
    """One line of a worklist."""

    id: UUID
    code: str
    office: str
    desk: str
    procedure: str
    field: str
    channel: str
    origin: str
    state: str
    version: int
    accepted_at: datetime
    due_at: datetime | None
    due_on: date | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the page before ended; dossiers without a due date come last."""

    due_at: datetime | None
    id: UUID


_PAGE = """
select d.id, d.code, d.office, d.desk, d.procedure, d.field, d.channel, d.origin, d.state, d.version, d.accepted_at,
  d.due_at, d.due_on, d.ended_at
from processing.dossiers d join processing.offices o on o.code = d.office
where o.reach && $1::text[] and ($2::text is null or o.reach @> array[$2]) and d.state = any($3::text[])
  and ($4::date is null or d.due_on < $4)
  and ($5::uuid is null or case when $6::timestamptz is null then d.due_at is null and d.id > $5
    else d.due_at is null or (d.due_at, d.id) > ($6, $5) end)
order by d.due_at, d.id limit $7
"""
_REACHED = "select 1 from processing.offices where code = $1 and reach && $2::text[]"


async def worklist(
    connection: Connection,
    *,
    visible_to: Iterable[str],
    office: str | None,
    states: Sequence[str],
    due_before: date | None,
    after: Place | None,
    limit: int,
) -> list[WorklistEntry]:
    """At most `limit` entries; an office out of the caller's reach is refused as if it did not exist."""
    reach = list(visible_to)
    if office and not await connection.fetchval(_REACHED, office, reach):
        raise NotFound("office_not_found", "Không có đơn vị này trong phạm vi của anh/chị")
    place = (after.id, after.due_at) if after else (None, None)
    rows = await connection.fetch(_PAGE, reach, office, list(states), due_before, *place, limit)
    return [WorklistEntry(**row) for row in rows]
