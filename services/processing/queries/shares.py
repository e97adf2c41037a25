"""Each agency's share of the work: ended steps of a period, how they came out, how long they took, and why late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from services.processing.queries.reached import codes_in_reach, must_reach
from shared.db.database import Connection

# As domain/judged.py: a test holds the two together. An hour limit is on time in the half day in which it was due.
_LOCAL = "({} at time zone 'Asia/Ho_Chi_Minh')"
_ENDED, _DUE = _LOCAL.format("s.ended_at"), _LOCAL.format("s.due_at")
_OUTCOME = f"""case when s.ending <> 'done' or s.due_at is null then 'none'
    when s.counts_by = 'hour' then case when s.ended_at > s.due_at then 'late'
      when ({_ENDED}::date, {_ENDED}::time > '12:00') < ({_DUE}::date, {_DUE}::time > '12:00') then 'early'
      else 'on_time' end
    when {_ENDED}::date > s.due_on then 'late' when {_ENDED}::date < s.due_on then 'early' else 'on_time' end"""
_WANTED = f"""s.ending is not null
    and s.ended_at >= ($3::date)::timestamp at time zone 'Asia/Ho_Chi_Minh'
    and s.ended_at < ($4::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'
    and s.office in ({codes_in_reach("$1", "$2")})"""
_BY = {
    "office": "s.office",
    "stage": "s.name",
    "procedure": "s.procedure",
    "person": "s.ended_by",
    "cause": "coalesce(s.cause, 'none')",
}
# As domain/holdings.py: stages wait with their dossier. An index holds the few dossiers that ever waited.
_WAITED = """select sum(extract(epoch from least(s.ended_at, w.until_at) - greatest(s.begun_at, w.from_at))) as seconds
    from processing.dossiers d cross join lateral (
      select (wait ->> 1)::timestamptz as from_at, coalesce((wait ->> 2)::timestamptz, 'infinity') as until_at
      from jsonb_array_elements(d.waits) wait) w
    where d.id = s.dossier and d.waits <> '[]' and s.kind = 'stage'
      and w.from_at < s.ended_at and w.until_at > s.begun_at"""
_SHARES = f"""
select * from (
  select key, count(*) as ended, count(*) filter (where outcome = 'early') as early,
    count(*) filter (where outcome = 'on_time') as on_time, count(*) filter (where outcome = 'late') as late,
    count(*) filter (where outcome = 'none') as unclassed,
    count(*) filter (where outcome = 'late' and cause is null) as late_without_cause,
    percentile_cont(0.5) within group (order by hours) as median_hours,
    percentile_cont(0.9) within group (order by hours) as p90_hours,
    percentile_cont(0.5) within group (order by net_hours) as net_median_hours,
    percentile_cont(0.9) within group (order by net_hours) as net_p90_hours
  from (select {{key}} as key, {_OUTCOME} as outcome, s.cause,
      (extract(epoch from s.ended_at - s.begun_at) / 3600)::float as hours,
      ((extract(epoch from s.ended_at - s.begun_at) - coalesce(w.seconds, 0)) / 3600)::float as net_hours
    from processing.steps s left join lateral ({_WAITED}) w on true where {_WANTED}) as s
  group by key) as shares
where $5::int is null or (-late, -ended, key) > (-$5, -$6::int, $7)
order by late desc, ended desc, key limit $8
"""
_STEPS = f"""
select s.dossier, s.number, d.code, s.name, s.office, s.procedure, s.ended_by, s.begun_at, s.due_at, s.due_on,
  s.ended_at, {_OUTCOME} as outcome, s.cause
from processing.steps s join processing.dossiers d on d.id = s.dossier
where {_WANTED} and ($5::text is null or {_OUTCOME} = $5) and ($6::text is null or {{key}} = $6)
  and ($7::uuid is null or (s.dossier, s.number) > ($7, $8))
order by s.dossier, s.number limit $9
"""


@dataclass(frozen=True, slots=True)
class Period:
    """Legal days, both ends included; of one office with everything below, or of all in reach."""

    office: str | None
    from_on: date
    to_on: date


class SharePlace(NamedTuple):
    """Where the page before ended."""

    late: int
    ended: int
    key: str


@dataclass(frozen=True, slots=True)
class Share:
    """Ended steps of one office, stage, procedure, person or cause. Hours are of the clock, net ones without waits."""

    key: str
    ended: int
    early: int
    on_time: int
    late: int
    unclassed: int
    late_without_cause: int
    median_hours: float
    p90_hours: float
    net_median_hours: float
    net_p90_hours: float

    @property
    def place(self) -> SharePlace:
        return SharePlace(self.late, self.ended, self.key)


@dataclass(frozen=True, slots=True)
class EndedStep:
    """One of the steps that were counted."""

    dossier: UUID
    number: int
    code: str
    name: str
    office: str
    procedure: str
    ended_by: str
    begun_at: datetime
    due_at: datetime | None
    due_on: date | None
    ended_at: datetime
    outcome: str
    cause: str | None


async def shares(
    connection: Connection,
    period: Period,
    by: str,
    *,
    visible_to: Iterable[str],
    after: SharePlace | None,
    limit: int,
) -> list[Share]:
    """Most that is late first. Refuses an office out of reach."""
    values = [*await _values(connection, period, visible_to), *(after or (None, None, None)), limit]
    return [Share(**row) for row in await connection.fetch(_SHARES.format(key=_BY[by]), *values)]


async def ended_steps(
    connection: Connection,
    period: Period,
    *,
    visible_to: Iterable[str],
    outcome: str | None,
    by: str,
    key: str | None,
    after: tuple[UUID, int] | None,
    limit: int,
) -> list[EndedStep]:
    """Just those that a share counted, page by page."""
    values: list[Any] = [*await _values(connection, period, visible_to), outcome, key, *(after or (None, None)), limit]
    return [EndedStep(**row) for row in await connection.fetch(_STEPS.format(key=_BY[by]), *values)]


async def _values(connection: Connection, period: Period, visible_to: Iterable[str]) -> list[Any]:
    reach = list(visible_to)
    await must_reach(connection, period.office, reach)
    return [reach, period.office, period.from_on, period.to_on]
