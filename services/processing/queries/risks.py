"""Risks of being late: what is known of dossiers like one, and the morning list of those in reach."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.processing.domain.risk import BUCKETS, ENOUGH, Cell, Likeness, bucket_of
from services.processing.queries.reached import must_reach
from shared.db.database import Connection

_KNOWN = """
select likeness, total, late from processing.risk_cells c
join (values (1, $1, $2), (2, (select path[2] from processing.offices where code = $1), $2), (3, $1, ''), (4, '', ''))
  as k(likeness, place, procedure) using (likeness, place, procedure)
where c.stage = $3 and c.bucket = $4
"""
_BUCKET = (
    "case " + " ".join(f"when d.due_on - $3::date >= {first} then {first}" for first in reversed(BUCKETS)) + " end"
)
# Open, in term and not waiting for the applicant, at its open stage; the nearest likeness that knows enough.
_LIST = f"""
with asked as (
  select d.id, d.code, d.office, d.procedure, d.due_at, d.due_on, o.path[2] as province, {_BUCKET} as bucket,
    coalesce(s.name, '') as stage, s.assignee
  from processing.dossiers d join processing.offices o on o.code = d.office
  left join lateral (
    select name, assignee from processing.steps s
    where s.dossier = d.id and s.ending is null and s.kind = 'stage' order by s.number limit 1) s on true
  where o.reach && $1::text[] and ($2::text is null or o.reach @> array[$2::text])
    and d.state in ('accepted', 'handed_over', 'in_process') and d.due_on >= $3::date)
select a.id, a.code, a.office, a.procedure, a.due_at, a.due_on, a.stage, a.assignee, c.likeness, c.total, c.late
from asked a cross join lateral (
  select c.likeness, c.total, c.late from processing.risk_cells c
  where c.stage = a.stage and c.bucket = a.bucket and c.total >= {ENOUGH}
    and ((c.likeness = 1 and c.place = a.office and c.procedure = a.procedure)
      or (c.likeness = 2 and c.place = a.province and c.procedure = a.procedure)
      or (c.likeness = 3 and c.place = a.office and c.procedure = '')
      or (c.likeness = 4 and c.place = '' and c.procedure = ''))
  order by c.likeness limit 1) c
where c.late > 0
order by c.late::float / c.total desc, a.due_at, a.id limit $4
"""


@dataclass(frozen=True, slots=True)
class Risky:
    """A dossier that others like it were late from."""

    id: UUID
    code: str
    office: str
    procedure: str
    due_at: datetime
    due_on: date
    stage: str
    assignee: str | None
    likeness: int
    total: int
    late: int


async def known_of(
    connection: Connection, office: str, procedure: str, stage: str, days_left: int
) -> Mapping[Likeness, Cell]:
    """What became of those that were at this stage with about as many days left."""
    bucket = bucket_of(days_left)
    if bucket is None:
        return {}
    rows = await connection.fetch(_KNOWN, office, procedure, stage, bucket)
    return {Likeness(row["likeness"]): Cell(row["total"], row["late"]) for row in rows}


async def riskiest(
    connection: Connection, today: date, *, visible_to: Iterable[str], office: str | None, limit: int
) -> list[Risky]:
    """Most likely first. Refuses an office out of reach."""
    reach = list(visible_to)
    await must_reach(connection, office, reach)
    return [Risky(**row) for row in await connection.fetch(_LIST, reach, office, today, limit)]
