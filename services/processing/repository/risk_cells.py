"""What became of dossiers that were alike: counted anew from all that has ended, in the database alone."""

from datetime import datetime

from services.processing.domain.risk import BUCKETS
from shared.db.database import Connection

# A step was in every bucket between the days left when it began and when it ended. What is open and overdue is late for
# certain and counts; what is open and in term says nothing yet. Register books have no steps: they count as one.
_COUNT = """
insert into processing.risk_cells (likeness, place, procedure, stage, bucket, total, late)
with over as (
  select d.id, d.office, o.path[2] as province, d.procedure, d.due_on, d.accepted_at,
    least(coalesce(d.ended_at, $1), $1) as until_at,
    case when d.ended_at is null or d.ended_at > $1 then true
      when d.counts_by = 'hour' then d.ended_at > d.due_at
      else (d.ended_at at time zone 'Asia/Ho_Chi_Minh')::date > d.due_on end as is_late
  from processing.dossiers d join processing.offices o on o.code = d.office
  where d.due_on is not null and d.accepted_at >= $1 - interval '24 months' and d.accepted_at < $1
    and (d.outcome in ('result', 'refusal') and d.ended_at <= $1 or (d.ended_at is null or d.ended_at > $1)
      and d.due_on < ($1 at time zone 'Asia/Ho_Chi_Minh')::date)),
passed as (
  select o.id, o.office, o.province, o.procedure, o.is_late, s.name as stage,
    o.due_on - (s.begun_at at time zone 'Asia/Ho_Chi_Minh')::date as left_first,
    o.due_on - (least(coalesce(s.ended_at, o.until_at), $1) at time zone 'Asia/Ho_Chi_Minh')::date as left_last
  from over o join processing.steps s on s.dossier = o.id and s.kind = 'stage' and s.begun_at < $1
  union all
  select o.id, o.office, o.province, o.procedure, o.is_late, '',
    o.due_on - (o.accepted_at at time zone 'Asia/Ho_Chi_Minh')::date,
    o.due_on - (o.until_at at time zone 'Asia/Ho_Chi_Minh')::date
  from over o where not exists (select from processing.steps s where s.dossier = o.id)),
alike as (
  select distinct p.id, p.office, p.province, p.procedure, p.stage, p.is_late, b.first as bucket from passed p
  join unnest($2::int[], $3::int[]) as b(first, last) on b.first <= p.left_first and b.last >= p.left_last)
select case when grouping(office) = 0 and grouping(procedure) = 0 then 1 when grouping(province) = 0 then 2
    when grouping(office) = 0 then 3 else 4 end,
  coalesce(office, province, ''), coalesce(procedure, ''), stage, bucket, count(*), count(*) filter (where is_late)
from alike
group by grouping sets (
  (office, procedure, stage, bucket), (province, procedure, stage, bucket), (office, stage, bucket), (stage, bucket))
"""
_LAST = 2**31 - 1
_SECONDS = 600.0  # two years of a whole province; a statement usually has 30


async def count_risk_cells(connection: Connection, as_of: datetime) -> None:
    """As it was known at `as_of`; the old counts are replaced in the same transaction."""
    firsts = list(BUCKETS)
    lasts = [first - 1 for first in firsts[1:]] + [_LAST]
    await connection.execute("delete from processing.risk_cells")
    await connection.execute(_COUNT, as_of, firsts, lasts, timeout=_SECONDS)
