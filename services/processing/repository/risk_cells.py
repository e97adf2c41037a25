"""What became of dossiers that were alike: counted anew from all whose due date has passed, in the database alone.

Which dossiers: those due before today. Of each it is known whether it was late, also where it is still open, so that
nothing is left out because it takes long. Among those due later only the quick ones have ended; to count them would
promise too much. Left aside are those that wait for the applicant (their date still moves) and those that ended without
a result.
"""

from collections.abc import Sequence
from datetime import datetime

from services.processing.domain.risk import BUCKETS, Likeness
from shared.db.database import Connection

_OFFICES_AT_A_TIME = 100  # so that the rows being sorted do not grow with the country
_SECONDS = 1800.0  # by night; the limit of people's questions is none for it
_OFFICES = """
select code from processing.offices o where exists (select from processing.dossiers d where d.office = o.code)
order by path, code
"""
# While its due date held and until the next wait began, a dossier at a stage passed the days left from the first to the
# last of it. Register books have no steps: they passed theirs at no stage.
_COUNT = f"""
insert into processing.risk_cells (likeness, place, procedure, stage, bucket, total, late)
with over as (
  select d.id, d.office, d.procedure, d.due_on, d.accepted_at, d.dues, d.waits,
    least(coalesce(d.ended_at, $1), $1) as until_at,
    case when d.ended_at is null or d.ended_at > $1 then true
      when d.counts_by = 'hour' then d.ended_at > d.due_at
      else (d.ended_at at time zone 'Asia/Ho_Chi_Minh')::date > d.due_on end as is_late
  from processing.dossiers d
  where d.office = any($4::text[]) and d.due_on < ($1 at time zone 'Asia/Ho_Chi_Minh')::date
    and d.accepted_at >= $1 - interval '24 months'
    and case when d.ended_at <= $1 then d.outcome in ('result', 'refusal')
      else d.state not in ('awaiting_supplement', 'awaiting_payment') end),
held as (
  select o.id, o.accepted_at as from_at, o.until_at, o.due_on from over o
  where jsonb_array_length(o.dues) < 2 and o.waits = '[]'
  union all
  select o.id, u.from_at, least(u.until_at, (
      select min((w ->> 1)::timestamptz) from jsonb_array_elements(o.waits) w
      where (w ->> 1)::timestamptz >= u.from_at)), u.due_on
  from over o cross join lateral (
    select (due ->> 0)::timestamptz as from_at, (due ->> 2)::date as due_on,
      coalesce(lead((due ->> 0)::timestamptz) over (order by n), o.until_at) as until_at
    from jsonb_array_elements(o.dues) with ordinality as each(due, n)) u
  where jsonb_array_length(o.dues) >= 2 or o.waits <> '[]'),
passed as (
  select h.id, s.name as stage, h.due_on, greatest(h.from_at, s.begun_at) as from_at,
    least(h.until_at, s.ended_at) as until_at
  from held h join processing.steps s on s.dossier = h.id and s.kind = 'stage' and s.begun_at <= h.until_at
  union all
  select h.id, '', h.due_on, h.from_at, h.until_at
  from held h where not exists (select from processing.steps s where s.dossier = h.id)),
days as (
  select id, stage, due_on - (from_at at time zone 'Asia/Ho_Chi_Minh')::date as first_left,
    due_on - (until_at at time zone 'Asia/Ho_Chi_Minh')::date as last_left
  from passed where from_at <= until_at),
alike as (
  select distinct p.id, p.stage, b.first as bucket from days p
  join unnest($2::int[], $3::int[]) as b(first, last) on b.first <= p.first_left and b.last >= p.last_left)
select {Likeness.OFFICE_AND_PROCEDURE}, o.office, o.procedure, a.stage, a.bucket, count(*),
  count(*) filter (where o.is_late)
from alike a join over o using (id) group by o.office, o.procedure, a.stage, a.bucket
"""
# A dossier has one office, and that one province: wider likenesses are sums.
_SUM = """
insert into processing.risk_cells (likeness, place, procedure, stage, bucket, total, late)
select {likeness}, {place}, {procedure}, c.stage, c.bucket, sum(c.total), sum(c.late)
from processing.risk_cells c join processing.offices o on o.code = c.place
where c.likeness = {nearest} group by {place}, {procedure}, c.stage, c.bucket
"""
_WIDER = {
    Likeness.PROVINCE_AND_PROCEDURE: ("coalesce(o.path[2], c.place)", "c.procedure"),
    Likeness.OFFICE: ("c.place", "''::text"),
    Likeness.STAGE: ("''::text", "''::text"),
}
_LAST = 2**31 - 1


async def count_risk_cells(connection: Connection, as_of: datetime) -> None:
    """As it was known at `as_of`; whoever asks meanwhile is told from the counts before."""
    firsts = list(BUCKETS)
    lasts = [first - 1 for first in firsts[1:]] + [_LAST]
    await connection.execute("delete from processing.risk_cells", timeout=_SECONDS)
    offices = [row["code"] for row in await connection.fetch(_OFFICES)]
    for some in _runs(offices):
        await connection.execute(_COUNT, as_of, firsts, lasts, some, timeout=_SECONDS)
    for likeness, (place, procedure) in _WIDER.items():
        nearest = Likeness.OFFICE_AND_PROCEDURE.value
        statement = _SUM.format(likeness=likeness.value, place=place, procedure=procedure, nearest=nearest)
        await connection.execute(statement, timeout=_SECONDS)


def _runs(offices: Sequence[str]) -> list[list[str]]:
    return [list(offices[n : n + _OFFICES_AT_A_TIME]) for n in range(0, len(offices), _OFFICES_AT_A_TIME)]
