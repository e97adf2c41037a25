"""Dossiers that crossed the border of a scope: came from an office outside it, or went to one. Moves inside cancel."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from services.stats.domain.figures import Crossed
from services.stats.domain.measure import Breakdown
from services.stats.domain.only import ALL, Only
from services.stats.domain.period import Period
from services.stats.queries.figures import WHOLE, PartKey
from services.stats.queries.question import Question
from services.stats.queries.scopes import members
from shared.db.database import Connection

# Lateral, kept apart by `offset 0`: the planner cannot guess how few members there are, and would read the whole table.
_CROSSING = """
with recursive {members},
sides as (select m.root, {side} as side, m.code from members m left join stats.offices o on o.code = m.code),
steps as (select * from unnest($3::date[], $4::date[]) with ordinality as p(first, after, step))
select root, {key} as key, step::int - 1 as step, sum(moved_in)::int as moved_in, sum(moved_out)::int as moved_out
from (
  select inside.root, inside.side, m.*, m.dossiers as moved_in, 0 as moved_out
  from sides inside cross join lateral (select * from stats.moves where office_to = inside.code offset 0) as m
  where not exists (
    select from sides f where f.root = inside.root and f.side = inside.side and f.code = m.office_from)
  union all
  select inside.root, inside.side, m.*, 0, m.dossiers
  from sides inside cross join lateral (select * from stats.moves where office_from = inside.code offset 0) as m
  where not exists (
    select from sides t where t.root = inside.root and t.side = inside.side and t.code = m.office_to)) as m
join steps on m.day >= steps.first and m.day < steps.after
where ($5::text is null or m.side = $5) and ($6::text is null or m.field = $6)
  and ($7::text is null or m.procedure = $7) and ($8::text is null or m.channel = $8)
group by 1, 2, 3
"""
_BY_LEVEL = (Breakdown.LEVEL, Breakdown.LEVEL_FIELD)
_KEYS: Mapping[Breakdown, str] = {
    Breakdown.LEVEL: "array[m.side]",
    Breakdown.LEVEL_FIELD: "array[m.side, m.field]",
    Breakdown.FIELD: "array[m.field]",
    Breakdown.PROCEDURE: "array[m.procedure]",
    Breakdown.CHANNEL: "array[m.channel]",
}


class Crossings:
    """What crossed borders in the steps of one question. Outside the days of moves nothing is looked up."""

    def __init__(self, connection: Connection, question: Question, steps: Sequence[Period], only: Only = ALL) -> None:
        self._connection = connection
        self._question = question
        self._steps = steps
        self._only = only
        moves, span = question.head.moves, question.counted
        self._is_any = moves is not None and moves[0] < span.after and span.first <= moves[1]

    async def into_and_out_of(
        self, roots: Sequence[str], by: Breakdown | None = None, *, with_below: bool = True
    ) -> dict[tuple[PartKey, int], Crossed]:
        """By part and number of the step. Only what crossed."""
        if not self._is_any:
            return {}
        sql = _CROSSING.format(
            members=members(self._question.of, with_below=with_below),
            side="coalesce(o.level, '')" if by in _BY_LEVEL or self._only.level is not None else "''",
            key=_KEYS.get(by, "null::text[]") if by else "null::text[]",
        )
        firsts, afters = (
            [step.from_on for step in self._steps],
            [step.to_on + timedelta(days=1) for step in self._steps],
        )
        wanted = (self._only.level, self._only.field, self._only.procedure, self._only.channel)
        rows = await self._connection.fetch(sql, list(roots), self._question.today, firsts, afters, *wanted)
        return {
            (PartKey(row["root"], tuple(row["key"] or WHOLE)), row["step"]): Crossed(row["moved_in"], row["moved_out"])
            for row in rows
        }
