"""Risks of being late: what is known of dossiers like one, and the morning list of those in reach."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from services.processing.domain.risk import BUCKETS, Cell, Likeness, bucket_of
from services.processing.queries.reached import codes_in_reach, office_not_found
from shared.db.database import Connection
from shared.errors import Invalid
from shared.worktime import legal_day

_KNOWN = """
select likeness, total, late from processing.risk_cells c
join (values (1, $1, $2), (2, (select coalesce(path[2], code) from processing.offices where code = $1), $2),
    (3, $1, ''), (4, '', '')) as k(likeness, place, procedure) using (likeness, place, procedure)
where c.stage = $3 and c.bucket = $4
"""
_BUCKET = (
    "case " + " ".join(f"when d.due_on - $4::date >= {first} then {first}" for first in reversed(BUCKETS)) + " end"
)
# Open, in term and not waiting for the applicant, at its open stage. Dossiers alike have one risk: it is looked up once
# for all of them, from the nearest likeness that knows enough.
_LIST = f"""
with offices as materialized (
  select code, coalesce(path[2], code) as province from processing.offices
  where code in ({codes_in_reach("$1", "$2")})),
asked as materialized (
  select d.id, d.code, d.office, d.procedure, d.due_at, d.due_on, {_BUCKET} as bucket,
    coalesce(s.name, '') as stage, s.assignee
  from processing.dossiers d left join lateral (
    select name, assignee from processing.steps s
    where s.dossier = d.id and s.ending is null and s.kind = 'stage' order by s.number limit 1) s on true
  where d.office = any(array(select code from offices)) and d.state in ('accepted', 'handed_over', 'in_process')
    and d.due_on >= $4::date and (d.counts_by <> 'hour' or d.due_at >= $3)),
told as (
  select a.*, c.likeness, c.total, c.late, c.late::float / c.total as share
  from (select distinct office, procedure, stage, bucket from asked) a join offices o on o.code = a.office
  cross join lateral (
    select c.likeness, c.total, c.late
    from (values (1, a.office, a.procedure), (2, o.province, a.procedure), (3, a.office, ''), (4, '', ''))
      as k(likeness, place, procedure)
    join processing.risk_cells c using (likeness, place, procedure)
    where c.stage = a.stage and c.bucket = a.bucket and c.total >= $5
    order by c.likeness limit 1) c
  where c.late > 0)
select a.id, a.code, a.office, a.procedure, a.due_at, a.due_on, a.stage, a.assignee, t.likeness, t.total, t.late,
  t.share
from asked a join told t using (office, procedure, stage, bucket)
where $6::float is null or (-t.share, a.due_at, a.id) > (-$6, $7, $8)
order by t.share desc, a.due_at, a.id limit $9
"""
_SCOPE = f"select count(*) from ({codes_in_reach('$1', '$2')} limit $3) as offices"
_WIDEST = 2000  # offices: a province with all that it continues has fewer; nobody reads the nation's list


class RiskPlace(NamedTuple):
    """Where the page before ended."""

    share: float
    due_at: datetime
    id: UUID


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
    share: float

    @property
    def place(self) -> RiskPlace:
        return RiskPlace(self.share, self.due_at, self.id)


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
    connection: Connection,
    now: datetime,
    enough: int,
    *,
    visible_to: Iterable[str],
    office: str | None,
    after: RiskPlace | None,
    limit: int,
) -> list[Risky]:
    """Most likely first. Refuses an office out of reach, and more offices than a province reaches."""
    reach = list(visible_to)
    count = await connection.fetchval(_SCOPE, reach, office, _WIDEST + 1)
    if office and count == 0:
        raise office_not_found()
    if count > _WIDEST:
        raise Invalid("office_too_wide", "Danh sách này xem theo từng tỉnh hoặc đơn vị: hãy chọn một đơn vị (office)")
    values = (reach, office, now, legal_day(now), enough, *(after or (None, None, None)), limit)
    return [Risky(**row) for row in await connection.fetch(_LIST, *values)]
