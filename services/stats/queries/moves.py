"""Dossiers that crossed the border of a scope: came from an office outside it, or went to one. Moves inside cancel."""

from collections.abc import Sequence
from typing import Any

from services.stats.domain.figures import Crossed
from services.stats.domain.measure import Breakdown
from services.stats.queries.question import Question
from services.stats.queries.scopes import members
from shared.db.database import Connection

# Offices rarely end: nearly every span has no move at all, and then nothing is looked up.
_ANY = "select exists (select from stats.moves where day >= $1 and day < $2)"
# Lateral, kept apart by `offset 0`: the planner cannot guess how few members there are, and would read the whole table.
_CROSSING = """
with recursive {members}
select key, sum(moved_in)::int as moved_in, sum(moved_out)::int as moved_out
from (
  select {key} as key, m.dossiers as moved_in, 0 as moved_out
  from members inside cross join lateral (
    select * from stats.moves where office_to = inside.code and day >= $3 and day < $4 offset 0) as m
  where not exists (select from members f where f.root = inside.root and f.code = m.office_from)
  union all
  select {key}, 0, m.dossiers
  from members inside cross join lateral (
    select * from stats.moves where office_from = inside.code and day >= $3 and day < $4 offset 0) as m
  where not exists (select from members t where t.root = inside.root and t.code = m.office_to)) as crossing
group by key
"""
_KEYS = {
    None: "inside.root",
    Breakdown.OFFICE: "inside.root",
    Breakdown.PROCEDURE: "m.procedure",
    Breakdown.CHANNEL: "m.channel",
    Breakdown.DAY: "m.day",
    Breakdown.MONTH: "greatest(date_trunc('month', m.day)::date, $3)",
}


class Crossings:
    """What crossed borders in the period of one question. Where nothing moved at all, nothing more is looked up."""

    def __init__(self, connection: Connection, question: Question, *, is_any: bool) -> None:
        self._connection = connection
        self._question = question
        self._is_any = is_any

    @classmethod
    async def of(cls, connection: Connection, question: Question) -> "Crossings":
        is_any: bool = await connection.fetchval(_ANY, question.counted.first, question.counted.after)
        return cls(connection, question, is_any=is_any)

    async def into_and_out_of(
        self, roots: Sequence[str], by: Breakdown | None = None, *, with_below: bool = True
    ) -> dict[Any, Crossed]:
        """By root, or by the parts of one root: procedures, channels, first days of steps. Only what crossed."""
        if not self._is_any:
            return {}
        asked = self._question
        sql = _CROSSING.format(members=members(asked.of, with_below=with_below), key=_KEYS[by])
        rows = await self._connection.fetch(sql, list(roots), asked.today, asked.counted.first, asked.counted.after)
        return {row["key"]: Crossed(row["moved_in"], row["moved_out"]) for row in rows}
