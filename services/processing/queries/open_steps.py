"""Worklists: open steps of an account or of offices, earliest due first; and their counts in one look."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from shared.db.database import Connection
from shared.errors import NotFound
from shared.worktime import legal_day


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose work, and which of it. `waits_on` is `applicant`, `office` (another was asked) or `nobody`."""

    now: datetime
    assignee: str | None = None
    office: str | None = None
    urgency: str | None = None
    stage: str | None = None
    kind: str | None = None
    state: str | None = None
    waits_on: str | None = None
    procedure: str | None = None
    due_before: date | None = None
    is_unassigned: bool = False


class StepPlace(NamedTuple):
    """Where the page before ended; steps without a due date come last."""

    due_at: datetime | None
    dossier: UUID
    number: int


@dataclass(frozen=True, slots=True)
class OpenStep:
    """One line of a worklist."""

    dossier: UUID
    number: int
    kind: str
    stage: int | None
    name: str
    office: str
    role: str
    assignee: str | None
    begun_at: datetime
    due_at: datetime | None
    due_on: date | None
    counts_by: str
    procedure: str
    state: str
    waits_on: str | None
    urgency: str
    code: str
    desk: str
    version: int
    accepted_at: datetime
    dossier_due_on: date | None

    @property
    def place(self) -> StepPlace:
        return StepPlace(self.due_at, self.dossier, self.number)


# As domain/remaining.py: a test holds the two together.
_URGENCY = """case
    when s.waits_on = 'applicant' then 'waiting'
    when s.due_on is null then 'no_due_date'
    when case s.counts_by when 'hour' then $1::timestamptz > s.due_at else $2::date > s.due_on end then 'overdue'
    when s.due_on = $2::date then 'due_today'
    else 'in_term' end"""
_WAITS = "case when s.waits_on is null then 'nobody' when s.waits_on = 'applicant' then 'applicant' else 'office' end"
_WANTED = f"""s.ending is null and ($3::text is null or s.assignee = $3)
    and ($6::text is null or {_URGENCY} = $6) and ($7::text is null or s.name = $7)
    and ($8::text is null or s.kind = $8) and ($9::text is null or s.state = $9)
    and ($10::text is null or {_WAITS} = $10) and ($11::text is null or s.procedure = $11)
    and ($12::date is null or s.due_on < $12) and (not $13::bool or s.assignee is null)"""
_COLUMNS = """s.dossier, s.number, s.kind, s.stage, s.name, s.office, s.role, s.assignee, s.begun_at, s.due_at,
  s.due_on, s.counts_by, s.procedure, s.state, s.waits_on"""
_AFTER = """($14::uuid is null or case when $15::timestamptz is null
      then s.due_at is null and (s.dossier, s.number) > ($14, $16)
      else s.due_at is null or (s.due_at, s.dossier, s.number) > ($15, $14, $16) end)"""
_REACHED_OFFICES = """
offices as (
  select code from processing.offices where reach && $4::text[] and ($5::text is null or reach @> array[$5::text]))
"""
_ORDER = "order by s.due_at, s.dossier, s.number limit $17"
_WITH_DOSSIER = f"""
select s.*, {_URGENCY} as urgency, d.code, d.desk, d.version, d.accepted_at, d.due_on as dossier_due_on
from found s join processing.dossiers d on d.id = s.dossier order by s.due_at, s.dossier, s.number
"""
_MINE = f"""
with {_REACHED_OFFICES},
found as (
  select {_COLUMNS} from processing.steps s
  where {_WANTED} and {_AFTER} and s.office in (select code from offices) {_ORDER})
{_WITH_DOSSIER}
"""
# Each office gives its first lines from the index, then the first of all are taken: no province is sorted whole.
_UNIT = f"""
with {_REACHED_OFFICES},
found as (
  select s.* from offices o cross join lateral (
    select {_COLUMNS} from processing.steps s where s.office = o.code and {_WANTED} and {_AFTER} {_ORDER}) s
  {_ORDER})
{_WITH_DOSSIER}
"""
_COUNTS = f"""
with {_REACHED_OFFICES},
open as (
  select {_URGENCY} as urgency, s.name as stage, s.state, {_WAITS} as waits_on, coalesce(s.assignee, '') as assignee
  from processing.steps s where {_WANTED} and s.office in (select code from offices))
select grouping(urgency, stage, state, waits_on, assignee) as missing,
  urgency, stage, state, waits_on, assignee, count(*)
from open group by grouping sets ((), (urgency), (stage), (state), (waits_on), (assignee))
"""
_REACHED = "select 1 from processing.offices where code = $1 and reach && $2::text[]"
_BY_MISSING = {0b01111: "urgency", 0b10111: "stage", 0b11011: "state", 0b11101: "waits_on", 0b11110: "assignee"}
Counts = Mapping[str, Mapping[str, int]]


async def open_steps(
    connection: Connection, asked: Asked, *, visible_to: Iterable[str], after: StepPlace | None, limit: int
) -> list[OpenStep]:
    """At most `limit`; an office out of the caller's reach is refused as if it did not exist."""
    values = await _values(connection, asked, visible_to)
    place = (after.dossier, after.due_at, after.number) if after else (None, None, None)
    rows = await connection.fetch(_MINE if asked.assignee else _UNIT, *values, *place, limit)
    return [OpenStep(**row) for row in rows]


async def count_open_steps(connection: Connection, asked: Asked, *, visible_to: Iterable[str]) -> Counts:
    """By urgency, stage, state, whom they wait on and assignee; `all` has the total. Each equals its list."""
    rows = await connection.fetch(_COUNTS, *await _values(connection, asked, visible_to))
    counts: dict[str, dict[str, int]] = {name: {} for name in _BY_MISSING.values()}
    for row in rows:
        name = _BY_MISSING.get(row["missing"])
        if name:
            counts[name][row[name]] = row["count"]
        else:
            counts["all"] = {"all": row["count"]}
    return counts


async def _values(connection: Connection, asked: Asked, visible_to: Iterable[str]) -> tuple[object, ...]:
    a, reach = asked, list(visible_to)
    if a.office and not await connection.fetchval(_REACHED, a.office, reach):
        raise NotFound("office_not_found", "Không có đơn vị này trong phạm vi của anh/chị")
    return (
        *(a.now, legal_day(a.now), a.assignee, reach, a.office),
        *(a.urgency, a.stage, a.kind, a.state, a.waits_on, a.procedure, a.due_before, a.is_unassigned),
    )
