"""Dossiers that crossed the border of a scope: came from an office outside it, or went to one. Moves inside cancel."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from services.stats.domain.figures import Crossed
from services.stats.domain.measure import Breakdown, Map
from services.stats.domain.period import Counted
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


async def crossed(
    connection: Connection,
    of: Map,
    roots: Sequence[str],
    counted: Counted,
    today: date,
    by: Breakdown | None = None,
    *,
    with_below: bool = True,
) -> dict[Any, Crossed]:
    """By root, or by the parts of one root: procedures, channels, first days of steps. Nothing where none crossed."""
    span = (counted.first, counted.after)
    if not await connection.fetchval(_ANY, *span):
        return {}
    sql = _CROSSING.format(members=members(of, with_below=with_below), key=_KEYS[by])
    rows = await connection.fetch(sql, list(roots), today, *span)
    return {row["key"]: Crossed(row["moved_in"], row["moved_out"]) for row in rows}
