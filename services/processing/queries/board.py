"""The board of an office: for each unit directly below it, what is open, late, due today, by whom it is worked on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from services.processing.queries.reached import must_reach
from shared.db.database import Connection
from shared.worktime import legal_day


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One unit with everything below it; `is_own`: the office itself without the units below.

    `oldest_late_at` is the due instant of what has been late longest, `last_work_at` the last step begun or ended.
    """

    code: str
    name: str
    is_own: bool
    open: int
    due_today: int
    late: int
    waiting: int
    oldest_late_at: datetime | None
    staff: int
    last_work_at: datetime | None


# $1 now, $2 the legal day, $3 the office. Late as in worklist.py. `offset 0` keeps the last end of each office a look
# at the end of its index.
_LATE = "case d.counts_by when 'hour' then $1::timestamptz > d.due_at else $2::date > d.due_on end"
_BOARD = f"""
with below as (
  select o.code, coalesce(u.code, $3) as unit from processing.offices o
  left join processing.offices u on u.code = o.reach[array_position(o.reach, $3::text) + 1] and u.parent = $3
  where o.reach @> array[$3::text]),
opened as (
  select b.unit, d.due_on, d.due_at, d.waits <> '[]' and d.waits->-1->>2 is null as waits, {_LATE} as is_late
  from processing.dossiers d join below b on b.code = d.office where d.ended_at is null),
counted as (
  select unit, count(*) as open, count(*) filter (where not waits and is_late) as late,
    count(*) filter (where not waits and not is_late and due_on = $2::date) as due_today,
    count(*) filter (where waits) as waiting, min(due_at) filter (where not waits and is_late) as oldest_late_at
  from opened group by unit),
held as (
  select b.unit, count(distinct s.assignee) as staff, max(s.begun_at) as at
  from processing.steps s join below b on b.code = s.office where s.ending is null group by b.unit),
ended as (
  select b.unit, max(l.at) as at from below b cross join lateral (
    select max(s.ended_at) as at from processing.steps s where s.office = b.code and s.ending is not null offset 0) l
  group by b.unit)
select o.code, o.name, o.code = $3 as is_own, coalesce(c.open, 0) as open, coalesce(c.due_today, 0) as due_today,
  coalesce(c.late, 0) as late, coalesce(c.waiting, 0) as waiting, c.oldest_late_at, coalesce(h.staff, 0) as staff,
  greatest(h.at, e.at) as last_work_at
from processing.offices o left join counted c on c.unit = o.code left join held h on h.unit = o.code
left join ended e on e.unit = o.code
where (o.parent = $3 and (o.valid_to is null or o.valid_to >= $2::date or c.open > 0)) or o.code = $3
order by coalesce(c.late, 0) desc, coalesce(c.due_today, 0) desc, coalesce(c.open, 0) desc, o.code
"""


async def board_of(connection: Connection, office: str, now: datetime, *, visible_to: Iterable[str]) -> list[BoardRow]:
    """Most late first. Refuses an office out of the caller's reach as if it did not exist."""
    await must_reach(connection, office, list(visible_to))
    return [BoardRow(**row) for row in await connection.fetch(_BOARD, now, legal_day(now), office)]
