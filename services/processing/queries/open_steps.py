"""Worklists: open steps of an account or of offices, earliest due first; and their counts in one look."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from services.processing.queries.reached import are_more, codes_in_reach
from shared.db.database import Connection
from shared.worktime import legal_day


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose work, and which of it. `waits_on` is `applicant`, `office` (another was asked) or `nobody`.

    `open_to` has it, or may take it since nobody has.
    """

    now: datetime
    soon_until: date
    assignee: str | None = None
    office: str | None = None
    urgency: str | None = None
    stage: str | None = None
    kind: str | None = None
    state: str | None = None
    waits_on: str | None = None
    procedure: str | None = None
    due_before: date | None = None
    groups: tuple[str, ...] | None = None
    role: str | None = None
    open_to: str | None = None
    is_unassigned: bool = False


class StepPlace(NamedTuple):
    """Where the page before ended; steps without a due date come last."""

    due_at: datetime | None
    dossier: UUID
    number: int


_BEFORE_THOSE_WITHOUT = StepPlace(None, UUID(int=0), 0)


@dataclass(frozen=True, slots=True)
class OpenStep:
    """One line of a worklist. `from_whom` and `note`: the last act on its dossier of anybody but who has the step."""

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
    dossier_due_at: datetime | None
    dossier_due_on: date | None
    dossier_counts_by: str
    dossier_waits: bool
    group: str
    is_last: bool
    assignee_name: str | None
    from_whom: str | None
    from_name: str | None
    note: str | None

    @property
    def place(self) -> StepPlace:
        return StepPlace(self.due_at, self.dossier, self.number)


# As domain/remaining.py: a test holds the two together. $1 is now, $2 the legal day, $5 the last day that is soon.
_LATE = "case s.counts_by when 'hour' then $1::timestamptz > s.due_at else $2::date > s.due_on end"
_URGENCY = f"""case
    when s.waits_on = 'applicant' then 'waiting'
    when s.due_on is null then 'no_due_date'
    when {_LATE} then 'overdue'
    when s.due_on = $2::date then 'due_today'
    else 'in_term' end"""
_GROUP = f"""case
    when s.waits_on is distinct from 'applicant' and {_LATE} then 'overdue'
    when s.waits_on is distinct from 'applicant' and s.due_on = $2::date then 'today'
    when s.waits_on is not null then 'waiting'
    when s.due_on <= $5::date then 'soon'
    else 'later' end"""
_WAITS = "case when s.waits_on is null then 'nobody' when s.waits_on = 'applicant' then 'applicant' else 'office' end"
_WANTED: Mapping[str, str] = {
    "assignee": "s.assignee = {}",
    "urgency": f"{_URGENCY} = {{}}",
    "stage": "s.name = {}",
    "kind": "s.kind = {}",
    "state": "s.state = {}",
    "waits_on": f"{_WAITS} = {{}}",
    "procedure": "s.procedure = {}",
    "due_before": "s.due_on < {}",
    "groups": f"{_GROUP} = any({{}}::text[])",
    "role": "s.role = {}",
    "open_to": "(s.assignee = {0} or s.assignee is null)",
}
_COLUMNS = """s.dossier, s.number, s.kind, s.stage, s.name, s.office, s.role, s.assignee, s.begun_at, s.due_at,
  s.due_on, s.counts_by, s.procedure, s.state, s.waits_on"""
_OFFICES = f"with offices as ({codes_in_reach('$3', '$4')})"
_ORDER = "order by s.due_at, s.dossier, s.number limit $6"
# A stage that no other of its route comes after: what follows it is the result.
_IS_LAST = """s.kind = 'stage' and not exists (
    select from processing.routes r cross join jsonb_array_elements(r.stages) a
    where r.id = d.route and a->'after' @> to_jsonb(s.stage))"""
_WITH_DOSSIER = f"""
select s.*, {_URGENCY} as urgency, {_GROUP} as "group", d.code, d.desk, d.version, d.accepted_at,
  d.due_at as dossier_due_at, d.due_on as dossier_due_on, d.counts_by as dossier_counts_by,
  d.waits <> '[]' and d.waits->-1->>2 is null as dossier_waits, {_IS_LAST} as is_last,
  (select name from processing.officials where account = s.assignee) as assignee_name,
  t.actor as from_whom, (select name from processing.officials where account = t.actor) as from_name, t.note
from found s join processing.dossiers d on d.id = s.dossier
left join lateral (
  select t.actor, t.note from processing.transitions t where t.dossier = s.dossier
    and t.actor is distinct from s.assignee order by t.version desc limit 1) t on true
order by s.due_at, s.dossier, s.number
"""
# Each office gives its first lines from the index, then the first of all are taken: no province is sorted whole.
_BY_OFFICE = f"""
{_OFFICES}, found as (
  select s.* from offices o cross join lateral (
    select {_COLUMNS} from processing.steps s where s.office = o.code and {{wanted}} {_ORDER}) s
  {_ORDER})
{_WITH_DOSSIER}
"""
# Of one person, or of very many offices: along the due dates. `is true` keeps the offices from being joined, so that
# they are looked up in a hash table, step by step, until the page is full.
_BY_DUE = f"""
{_OFFICES}, found as (
  select {_COLUMNS} from processing.steps s
  where {{wanted}} and (s.office in (select code from offices)) is true {_ORDER})
{_WITH_DOSSIER}
"""
# Steps alike in everything that is asked are counted once; only then is it said what they are alike in.
_COUNTS = f"""
{_OFFICES}, alike as (
  select s.due_on, s.name, s.state, s.waits_on, s.assignee, s.counts_by, s.due_at, count(*) as n
  from (select s.due_on, s.name, s.state, s.waits_on, s.counts_by, {{assignee}} as assignee,
      case s.counts_by when 'hour' then s.due_at end as due_at
    from processing.steps s where {{wanted}} and s.office = any(array(select code from offices))) s
  group by 1, 2, 3, 4, 5, 6, 7),
told as (
  select {_URGENCY} as urgency, s.name as stage, s.state, {_WAITS} as waits_on, s.assignee, {_GROUP} as "group", n
  from alike s)
select grouping(urgency, stage, state, waits_on, assignee, "group") as missing,
  urgency, stage, state, waits_on, assignee, "group", sum(n)::int as n
from told group by grouping sets ((), (urgency), (stage), (state), (waits_on), (assignee), ("group"))
"""
# Offices: of a province with all that it was made of, up to 830; the names of officers are told of a few hundred.
_WIDE, _NAMED = 1000, 400
_BY_MISSING = {
    0b011111: "urgency",
    0b101111: "stage",
    0b110111: "state",
    0b111011: "waits_on",
    0b111101: "assignee",
    0b111110: "group",
}
Counts = Mapping[str, Mapping[str, int]]


async def open_steps(
    connection: Connection, asked: Asked, *, visible_to: Iterable[str], after: StepPlace | None, limit: int
) -> list[OpenStep]:
    """At most `limit`; an office out of the caller's reach is refused as if it did not exist."""
    is_wide = await are_more(_WIDE, connection, asked.office, visible_to)
    page = _BY_DUE if is_wide or asked.assignee else _BY_OFFICE
    found = await _page(connection, page, asked, visible_to, after, limit)
    if after and after.due_at and len(found) < limit:
        found += await _page(connection, page, asked, visible_to, _BEFORE_THOSE_WITHOUT, limit - len(found))
    return found


async def count_open_steps(connection: Connection, asked: Asked, *, visible_to: Iterable[str]) -> Counts:
    """By urgency, stage, state, whom they wait on, assignee and group; `all` has the total. Each equals its list.

    Nobody reads the names of a nation's officers: by assignee only where no more than some hundred offices are asked.
    """
    are_many = await are_more(_NAMED, connection, asked.office, visible_to)
    values = _values(asked, visible_to)
    assignee = "null::text" if are_many else "coalesce(s.assignee, '')"
    rows = await connection.fetch(_COUNTS.format(wanted=_wanted(asked, values), assignee=assignee), *values)
    counts: dict[str, dict[str, int]] = {name: {} for name in _BY_MISSING.values()}
    for row in rows:
        name = _BY_MISSING.get(row["missing"])
        if name is None:
            counts["all"] = {"all": row["n"] or 0}
        elif row[name] is not None:
            counts[name][row[name]] = row["n"]
    return counts


async def _page(
    connection: Connection, page: str, asked: Asked, visible_to: Iterable[str], after: StepPlace | None, limit: int
) -> list[OpenStep]:
    values = [*_values(asked, visible_to), limit]
    wanted = _wanted(asked, values) + _after(after, values)
    return [OpenStep(**row) for row in await connection.fetch(page.format(wanted=wanted), *values)]


def _values(asked: Asked, visible_to: Iterable[str]) -> list[object]:
    return [asked.now, legal_day(asked.now), list(visible_to), asked.office, asked.soon_until]


def _wanted(asked: Asked, values: list[object]) -> str:
    """Only the conditions that are asked for; their values are added to `values`."""
    conditions = ["s.ending is null"]
    for name, condition in _WANTED.items():
        if (value := getattr(asked, name)) is not None:
            values.append(value)
            conditions.append(condition.format(f"${len(values)}"))
    if asked.is_unassigned:
        conditions.append("s.assignee is null")
    return " and ".join(conditions)


def _after(place: StepPlace | None, values: list[object]) -> str:
    """After a due date come only those that have one: only a comparison of rows enters the index there."""
    if place is None:
        return ""
    values += [place.dossier, place.number]
    mine = f"(${len(values) - 1}, ${len(values)})"
    if place.due_at is None:
        return f" and s.due_at is null and (s.dossier, s.number) > {mine}"
    values.append(place.due_at)
    return f" and (s.due_at, s.dossier, s.number) > (${len(values)}, {mine[1:-1]})"
