"""Dossiers of an office, everything below it and what ended offices left to it, by due date, page by page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.processing.queries.reached import must_reach
from shared.contracts.states import OPEN
from shared.db.database import Connection


@dataclass(frozen=True, slots=True)
class Place:
    """Where the page before ended; dossiers without a due date come last."""

    due_at: datetime | None
    id: UUID


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

    @property
    def place(self) -> Place:
        return Place(self.due_at, self.id)


@dataclass(frozen=True, slots=True)
class Sought:
    """Which dossiers; office and desk stand for themselves and all below, `assignee` has an open step of it."""

    office: str | None = None
    desk: str | None = None
    states: tuple[str, ...] = tuple(sorted(OPEN))
    due_before: date | None = None
    procedure: str | None = None
    assignee: str | None = None
    ended_before: date | None = None


_PAGE = """
select d.id, d.code, d.office, d.desk, d.procedure, d.field, d.channel, d.origin, d.state, d.version, d.accepted_at,
  d.due_at, d.due_on, d.ended_at
from processing.dossiers d join processing.offices o on o.code = {place}
where o.reach && $1::text[] and ($2::text is null or o.reach @> array[$2]) and d.state = any($3::text[])
  and ($4::date is null or d.due_on < $4)
  and ($5::text is null or d.procedure = $5)
  and ($6::text is null or exists (
    select from processing.steps s where s.dossier = d.id and s.assignee = $6 and s.ending is null))
  and ($7::date is null or d.ended_at < $7::date::timestamp at time zone 'Asia/Ho_Chi_Minh')
  {after}
order by d.due_at, d.id limit $8
"""
# After a due date come only those that have one: only a comparison of rows enters the index there.
_AFTER = "and (d.due_at, d.id) > ($10, $9)"
_AFTER_WITHOUT = "and d.due_at is null and d.id > $9"
_BEFORE_THOSE_WITHOUT = Place(None, UUID(int=0))


async def worklist(
    connection: Connection, sought: Sought, *, visible_to: Iterable[str], after: Place | None, limit: int
) -> list[WorklistEntry]:
    """At most `limit` entries; an office out of the caller's reach is refused as if it did not exist."""
    reach = list(visible_to)
    await must_reach(connection, sought.desk or sought.office, reach)
    found = await _page(connection, sought, reach, after, limit)
    if after and after.due_at and len(found) < limit:
        found += await _page(connection, sought, reach, _BEFORE_THOSE_WITHOUT, limit - len(found))
    return found


async def _page(
    connection: Connection, sought: Sought, reach: list[str], after: Place | None, limit: int
) -> list[WorklistEntry]:
    place_of = sought.desk or sought.office
    named = (sought.due_before, sought.procedure, sought.assignee, sought.ended_before)
    what = (reach, place_of, list(sought.states), *named)
    after_what = () if after is None else (after.id, after.due_at) if after.due_at else (after.id,)
    page = _PAGE.format(
        place="d.desk" if sought.desk else "d.office", after=("", _AFTER_WITHOUT, _AFTER)[len(after_what)]
    )
    return [WorklistEntry(**row) for row in await connection.fetch(page, *what, limit, *after_what)]
