"""Working days that ended dossiers of a procedure took, net of waits: grouped, or one by one where they took longer.

The calendar goes along as an array of ranks, so that a day is one subscript and a span one subtraction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.stats.domain.day_ranks import DayRanks
from services.stats.domain.shorter_limit import LeftOut, LeftOutCounts, Taken
from services.stats.queries.question import Question
from services.stats.queries.scopes import members
from shared.db.database import Connection


def _rank(day: str) -> str:
    return f"($7::int[])[{day} - $6::date + 1]"


def _legal_day(position: int) -> str:
    return f"((w.value ->> {position})::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date"


# An end on a day off counts as one on the next working day, as the end of a term does.
_END = f"({_rank('d.ended_on - 1')} + 1)"
_FROM = f"greatest({_legal_day(1)}, d.accepted_on)"
_UNTIL = f"least(coalesce({_legal_day(2)}, d.ended_on), d.ended_on)"
# Most dossiers never wait: they have no history, and nothing is taken apart for them. A term that is used up when a
# wait begins ends there; so one that ended with its wait, before another day counted, needed one day more.
_WAITED = f"""
case when d.history is null then 0 else (
  select coalesce(sum(w.through - w.since), 0)
    - coalesce(max(1) filter (where w.through > w.since and w.through >= {_END}), 0)
  from (select {_rank(_FROM)} as since, greatest({_rank(_UNTIL)}, {_rank(_FROM)}) as through
    from jsonb_array_elements(d.history -> 'waits') as w(value)) as w) end
"""
_DAYS = f"""
case when d.ended_on = d.accepted_on then 0 else greatest({_END} - {_rank("d.accepted_on")} - {_WAITED}, 0)::int end
"""
_FIRST_DUE = "coalesce((d.history -> 'dues' -> 0 ->> 2)::date, d.due_on)"
_REASON = f"""
case when d.class in ('stopped', 'withdrawn') then '{LeftOut.ENDED_WITHOUT_RESULT}'
  when d.class not in ('early', 'on_time', 'late') then '{LeftOut.UNCLASSED}'
  when d.counts_by = 'hour' then '{LeftOut.HOUR_LIMIT}'
  when d.accepted_on < $6 or d.ended_on > $8 then '{LeftOut.CALENDAR_NOT_PUBLISHED}' end
"""
_ENDED = f"""
with recursive {{members}},
inside as materialized (select array_agg(code) as codes from members),
ended as (
  select d.*, {_REASON} as left_out from stats.dossiers d
  where d.office = any((select codes from inside)::text[]) and d.procedure = $5
    and d.resolved_on >= $3 and d.resolved_on <= $4),
taken as (
  select d.id, d.code, d.office, d.accepted_on, d.due_on, d.ended_on, d.class, d.left_out,
    case when d.left_out is null then {_DAYS} end as days,
    case when d.left_out is null and {_FIRST_DUE} between d.accepted_on and $8
      then {_rank(_FIRST_DUE)} - {_rank("d.accepted_on")} end as allowed
  from ended d)
"""
_GROUPED = f"""{_ENDED}
select left_out, days, allowed, class = 'late' as was_late, count(*)::int as dossiers from taken group by 1, 2, 3, 4
"""
# Counted and listed in one pass over the dossiers.
_NEWLY_LATE = f"""{_ENDED},
newly_late as materialized (
  select id, code, office, accepted_on, due_on, ended_on, class, days from taken where days > $9 and class <> 'late')
select (select count(*) from newly_late)::int as total, page.*
from (values (1)) as always left join (
  select * from newly_late where $10::date is null or (accepted_on, id) > ($10, $11::uuid)
  order by accepted_on, id limit $12) as page on true
order by page.accepted_on, page.id
"""
# A province's year of one procedure does not fit the usual 4 MB: its pages would be read without knowing which rows.
_ROOM = "set local work_mem = '32MB'"


@dataclass(frozen=True, slots=True)
class SlowDossier:
    """A dossier that was not late, and would have been with a shorter limit. `days` as the limit counts them."""

    id: UUID
    code: str
    office: str
    accepted_on: date
    due_on: date | None
    ended_on: date
    class_: str
    days: int


async def times_taken(
    connection: Connection, question: Question, procedure: str, ranks: DayRanks
) -> tuple[list[Taken], LeftOutCounts]:
    """By days, and how many say nothing, by why."""
    sql = _GROUPED.format(members=members(question.of))
    taken: list[Taken] = []
    left_out: dict[LeftOut, int] = {}
    await connection.execute(_ROOM)
    for row in await connection.fetch(sql, *_parameters(question, procedure, ranks)):
        if row["left_out"] is None:
            taken.append(Taken(row["days"], row["allowed"], row["was_late"], row["dossiers"]))
        else:
            reason = LeftOut(row["left_out"])
            left_out[reason] = left_out.get(reason, 0) + row["dossiers"]
    return taken, left_out


async def newly_late(
    connection: Connection,
    question: Question,
    procedure: str,
    ranks: DayRanks,
    limit_days: int,
    *,
    after: tuple[date, UUID] | None,
    limit: int,
) -> tuple[int, list[SlowDossier]]:
    """How many there are, and a page of them in order of acceptance, at most `limit`."""
    sql = _NEWLY_LATE.format(members=members(question.of))
    place: Sequence[Any] = after or (None, None)
    await connection.execute(_ROOM)
    rows = await connection.fetch(sql, *_parameters(question, procedure, ranks), limit_days, *place, limit)
    total: int = rows[0]["total"]
    return total, [SlowDossier(*list(row.values())[1:]) for row in rows if row["id"]]


def _parameters(question: Question, procedure: str, ranks: DayRanks) -> tuple[Any, ...]:
    counted = question.counted
    span = (counted.first, counted.last_on)
    return ([question.head.code], question.today, *span, procedure, ranks.first, ranks.through, ranks.last)
