"""Dossiers of an office, everything below it and what ended offices left to it, by due date, page by page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.processing.queries.reached import must_reach
from shared.contracts.states import OPEN
from shared.db.database import Connection
from shared.worktime import legal_day


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
    counts_by: str
    is_waiting: bool
    waiting_since: datetime | None
    holder_office: str | None
    holder_office_name: str | None
    holder: str | None

    @property
    def place(self) -> Place:
        return Place(self.due_at, self.id)


@dataclass(frozen=True, slots=True)
class Sought:
    """Which dossiers; office and desk stand for themselves and all below, `assignee` has an open step of it.

    `is_direct`: nothing of what lies below.
    """

    office: str | None = None
    desk: str | None = None
    states: tuple[str, ...] = tuple(sorted(OPEN))
    due_before: date | None = None
    procedure: str | None = None
    assignee: str | None = None
    urgency: str | None = None
    without_register: bool = False
    ended_before: date | None = None
    is_direct: bool = False
    waiting_before: date | None = None


_WAITS = "d.waits <> '[]' and d.waits->-1->>2 is null"
# As domain/remaining.py: a test holds the two together. $1 is now, $2 the legal day.
_LATE = "case d.counts_by when 'hour' then $1::timestamptz > d.due_at else $2::date > d.due_on end"
_URGENCY = f"""case
    when d.ended_at is not null then null
    when {_WAITS} then 'waiting'
    when d.due_on is null then 'no_due_date'
    when {_LATE} then 'overdue'
    when d.due_on = $2::date then 'due_today'
    else 'in_term' end"""
_WANTED = f"""o.reach && $3::text[] and ($4::text is null or o.reach @> array[$4]) and d.state = any($5::text[])
  and ($6::date is null or d.due_on < $6)
  and ($7::text is null or d.procedure = $7)
  and ($8::text is null or exists (
    select from processing.steps s where s.dossier = d.id and s.assignee = $8 and s.ending is null))
  and ($9::text is null or {_URGENCY} = $9)
  and not ($10 and d.origin = 'register')
  and ($11::date is null or d.ended_at < $11::date::timestamp at time zone 'Asia/Ho_Chi_Minh')
  and not ($12 and o.code <> $4)
  and ($13::date is null or {_WAITS}
    and (d.waits->-1->>1)::timestamptz < $13::date::timestamp at time zone 'Asia/Ho_Chi_Minh')"""
# Who holds it: the first open step, the applicant's own notices last.
_HOLDER = """left join lateral (
  select s.office, s.assignee from processing.steps s where s.dossier = d.id and s.ending is null
  order by s.kind = 'notice', s.number limit 1) h on true
left join processing.offices ho on ho.code = h.office"""
_PAGE = f"""
select d.id, d.code, d.office, d.desk, d.procedure, d.field, d.channel, d.origin, d.state, d.version, d.accepted_at,
  d.due_at, d.due_on, d.ended_at, d.counts_by, {_WAITS} as is_waiting,
  case when {_WAITS} then (d.waits->-1->>1)::timestamptz end as waiting_since,
  h.office as holder_office, ho.name as holder_office_name, h.assignee as holder
from (select d.* from processing.dossiers d join processing.offices o on o.code = {{place}}
  where {_WANTED} {{after}} order by d.due_at, d.id limit $14) d {_HOLDER}
order by d.due_at, d.id
"""
_COUNTS = f"""
select grouping(state, urgency) as missing, state, urgency, sum(n)::int as n
from (select d.state, {_URGENCY} as urgency, count(*) as n
  from processing.dossiers d join processing.offices o on o.code = {{place}} where {_WANTED} group by 1, 2) alike
group by grouping sets ((), (state), (urgency))
"""
_BY_MISSING = {0b01: "state", 0b10: "urgency", 0b11: "all"}
# After a due date come only those that have one: only a comparison of rows enters the index there.
_AFTER = "and (d.due_at, d.id) > ($16, $15)"
_AFTER_WITHOUT = "and d.due_at is null and d.id > $15"
_BEFORE_THOSE_WITHOUT = Place(None, UUID(int=0))


async def worklist(
    connection: Connection,
    sought: Sought,
    now: datetime,
    *,
    visible_to: Iterable[str],
    after: Place | None,
    limit: int,
) -> list[WorklistEntry]:
    """At most `limit` entries; an office out of the caller's reach is refused as if it did not exist."""
    reach = list(visible_to)
    await must_reach(connection, sought.desk or sought.office, reach)
    what = _values(sought, now, reach)
    found = await _page(connection, sought, what, after, limit)
    if after and after.due_at and len(found) < limit:
        found += await _page(connection, sought, what, _BEFORE_THOSE_WITHOUT, limit - len(found))
    return found


async def count_worklist(
    connection: Connection, sought: Sought, now: datetime, *, visible_to: Iterable[str]
) -> dict[str, dict[str, int]]:
    """By state and by urgency (of the open ones); `all` has the total. Each equals the list filtered by it."""
    reach = list(visible_to)
    await must_reach(connection, sought.desk or sought.office, reach)
    rows = await connection.fetch(_COUNTS.format(place=_place(sought)), *_values(sought, now, reach))
    counts: dict[str, dict[str, int]] = {name: {} for name in _BY_MISSING.values()}
    for row in rows:
        name = _BY_MISSING[row["missing"]]
        key = "all" if name == "all" else row[name]
        if key is not None:
            counts[name][key] = row["n"] or 0
    return counts


async def _page(
    connection: Connection, sought: Sought, what: list[object], after: Place | None, limit: int
) -> list[WorklistEntry]:
    after_what = () if after is None else (after.id, after.due_at) if after.due_at else (after.id,)
    page = _PAGE.format(place=_place(sought), after=("", _AFTER_WITHOUT, _AFTER)[len(after_what)])
    return [WorklistEntry(**row) for row in await connection.fetch(page, *what, limit, *after_what)]


def _place(sought: Sought) -> str:
    return "d.desk" if sought.desk else "d.office"


def _values(sought: Sought, now: datetime, reach: list[str]) -> list[object]:
    return [
        *(now, legal_day(now), reach, sought.desk or sought.office, list(sought.states)),
        *(sought.due_before, sought.procedure, sought.assignee, sought.urgency, sought.without_register),
        *(sought.ended_before, sought.is_direct, sought.waiting_before),
    ]
