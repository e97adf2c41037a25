"""How long each stage of the dossiers took that ended in a span, and at whom. Read from the dossiers themselves."""

from dataclasses import dataclass

from services.stats.queries.question import Question
from services.stats.queries.scopes import members
from shared.db.database import Connection

# A step lies in its row as domain/dossier.py's Step: 1 kind, 3 name, 4 office, 6 begun, 7 due, 8 due day, 9 counts by,
# 10 ended, 11 by whom. Late as dossiers are: days by dates, hours by instants.
_STEPS = """
with recursive {members},
done as (
  select s->>3 as name, s->>1 as kind, s->>4 as office, s->>11 as officer,
    extract(epoch from (s->>10)::timestamptz - (s->>6)::timestamptz)::float8 / 60 as minutes,
    case when s->>8 is null then false when s->>9 = 'hour' then (s->>10)::timestamptz > (s->>7)::timestamptz
      else ((s->>10)::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date > (s->>8)::date end as is_late
  from members inside
  join stats.dossiers d on d.office = inside.code and d.resolved_on >= $3 and d.resolved_on <= $4
  cross join lateral jsonb_array_elements(d.steps) as s
  where s->>10 is not null and s->>12 <> 'cut')
select kind, name, {officer} as officer, count(*)::int as steps, count(*) filter (where is_late)::int as late,
  avg(minutes) as mean, percentile_disc(0.5) within group (order by minutes) as median,
  percentile_disc(0.9) within group (order by minutes) as ninetieth
from done group by 1, 2, 3 order by 1, 2, 3 limit 2000
"""


@dataclass(frozen=True, slots=True)
class StepTimes:
    """One stage, or one stage at one official. Minutes by the clock, waits included."""

    kind: str
    name: str
    officer: str | None
    steps: int
    late: int
    mean: float
    median: float
    ninetieth: float


async def step_times(connection: Connection, question: Question, *, by_officer: bool) -> list[StepTimes]:
    span = question.counted
    sql = _STEPS.format(members=members(question.of), officer="officer" if by_officer else "null::text")
    rows = await connection.fetch(sql, [question.head.code], question.today, span.first, span.last_on)
    return [StepTimes(**dict(row)) for row in rows]
