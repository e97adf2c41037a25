"""What the scores of TT 01/2018 count: points of the dossiers that ended in a period, of all and by officer.

Dossiers with a class (early, on time, late) at the offices asked; steps that were done by a due date at these offices.
"""

from dataclasses import dataclass

from services.stats.domain.dossier import Step
from services.stats.domain.indices.points import Counts
from services.stats.domain.satisfaction.petition import Finding
from services.stats.queries.question import Question
from services.stats.queries.scopes import members
from shared.db.database import Connection

_TEXT = {name: f"s ->> {place}" for place, name in enumerate(Step._fields)}
_ENDED_AT, _DUE_AT = f"({_TEXT['ended_at']})::timestamptz", f"({_TEXT['due_at']})::timestamptz"
_ENDED_ON, _DUE_ON = f"({_ENDED_AT} at time zone interval '+07:00')::date", f"({_TEXT['due_on']})::date"
_BY_HOUR = f"{_TEXT['counts_by']} = 'hour'"
_LATE = f"case when {_BY_HOUR} then {_ENDED_AT} > {_DUE_AT} else {_ENDED_ON} > {_DUE_ON} end"
_EARLY = f"case when {_BY_HOUR} then {_ENDED_AT} < {_DUE_AT} else {_ENDED_ON} < {_DUE_ON} end"
_STEP_POINTS = f"case when bool_or({_LATE}) then 0 when bool_and({_EARLY}) then 2 else 1 end"
_DONE = f"{_TEXT['end']} = 'done' and {_TEXT['due_on']} is not null and {_TEXT['ended_at']} is not null"
_CONTACTS = """
(select count(*) from jsonb_array_elements(d.history -> 'waits') as w where w ->> 0 = 'supplement')
"""
_UPHELD = f"""
d.code in (select p.dossier from stats.petitions p join stats.petition_acts a on a.petition = p.id
  where p.dossier is not null and a.finding in ('{Finding.UPHELD}', '{Finding.PARTLY_UPHELD}'))
"""
_RESOLVED = f"""
with recursive {{members}},
together as (select array_agg(code) as codes from members),
resolved as (
  select d.id, d.office, d.steps, d.accepted_on = d.ended_on as on_the_spot,
    case d.class when 'early' then 2 when 'on_time' then 1 else 0 end as time_points,
    case when d.history is null then 2 else greatest(2 - {_CONTACTS}, 0) end as contact_points,
    {_UPHELD} as is_upheld
  from stats.dossiers d
  where d.office = any((select codes from together)::text[]) and d.resolved_on >= $3 and d.resolved_on <= $4
    and d.class in ('early', 'on_time', 'late'))
"""
_WHOLE = """
{resolved} select count(*)::int as dossiers, coalesce(sum(time_points), 0)::int as time_points,
  coalesce(sum(contact_points), 0)::int as contact_points,
  coalesce(sum(time_points) filter (where not is_upheld), 0)::int as attitude_points,
  count(*) filter (where on_the_spot)::int as on_the_spot from resolved
"""
_OF_STEPS = f"""
{{resolved}}, of_office as (
  select r.id, {_TEXT["office"]} as office, {_STEP_POINTS} as points
  from resolved r cross join lateral jsonb_array_elements(r.steps) as s
  where {_DONE} and {_TEXT["office"]} in (select code from members) group by 1, 2)
select coalesce(sum(points), 0)::int as points, count(*)::int as parts from of_office
"""
_OFFICER = f"coalesce({_TEXT['ended_by']}, {_TEXT['assignee']})"
_BY_OFFICER = f"""
{{resolved}}, of_officer as (
  select r.id, {_OFFICER} as officer, {_STEP_POINTS} as points, r.contact_points,
    case when r.is_upheld then 0 else r.time_points end as attitude_points
  from resolved r cross join lateral jsonb_array_elements(r.steps) as s
  where {_DONE} and {_TEXT["office"]} in (select code from members) and {_OFFICER} is not null
  group by r.id, 2, r.contact_points, r.is_upheld, r.time_points)
select officer, count(*)::int as dossiers, sum(points)::int as step_points, sum(contact_points)::int as contact_points,
  sum(attitude_points)::int as attitude_points
from of_officer where $5::text is null or officer > $5 group by 1 order by 1 limit $6
"""


@dataclass(frozen=True, slots=True)
class DossierPoints:
    """Sums of points over the dossiers that ended; `on_the_spot` ended on the day of acceptance."""

    dossiers: int
    time_points: int
    contact_points: int
    attitude_points: int
    on_the_spot: int


@dataclass(frozen=True, slots=True)
class OfficerPoints:
    """Sums of points over the dossiers on which an account did steps."""

    officer: str
    dossiers: int
    step_points: int
    contact_points: int
    attitude_points: int


async def dossier_points(connection: Connection, question: Question) -> DossierPoints:
    row = await connection.fetchrow(_WHOLE.format(resolved=_resolved(question)), *_asked(question))
    assert row is not None  # noqa: S101  (an aggregate always has one row)
    return DossierPoints(**dict(row))


async def step_points(connection: Connection, question: Question) -> Counts:
    """One part for each dossier and office that did steps on it."""
    row = await connection.fetchrow(_OF_STEPS.format(resolved=_resolved(question)), *_asked(question))
    assert row is not None  # noqa: S101  (an aggregate always has one row)
    return Counts(row["points"], row["parts"])


async def officer_points(
    connection: Connection, question: Question, after: str | None, limit: int
) -> list[OfficerPoints]:
    """In the order of accounts."""
    sql = _BY_OFFICER.format(resolved=_resolved(question))
    return [OfficerPoints(**dict(row)) for row in await connection.fetch(sql, *_asked(question), after, limit)]


def _resolved(question: Question) -> str:
    return _RESOLVED.format(members=members(question.of))


def _asked(question: Question) -> tuple[object, ...]:
    span = question.counted
    return [question.head.code], question.today, span.first, span.last_on
