"""Sums behind figures: a few stored stretches per area instead of dossiers or a walk over all days.

Rows read for an area: at most 16 days, 23 half months and the years before the span, the same at its end, for each
part that is asked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from services.stats.domain.contribution import MEASURES, STATES
from services.stats.domain.figures import Sums
from services.stats.domain.measure import Breakdown
from services.stats.domain.only import ALL, Only
from services.stats.domain.period import Counted, Grain, Period, pieces_before, pieces_within
from services.stats.queries.scopes import Share, columns_of, columns_of_shares
from shared.db.database import Connection

_DAY = timedelta(days=1)
_TOTALS = ", ".join(f"sum(s.{name})::int as {name}" for name in MEASURES)
_STATES_ALONE = ", ".join(f"{f'sum(s.{name})::int' if name in STATES else '0'} as {name}" for name in MEASURES)
_WEIGHED = ", ".join(f"sum(x.{name} * a.weight)::int" for name in MEASURES)
_STEP = "case when p.step = -2 then s.{day} - $8::date else p.step end"
# Lateral with a sum inside: one short walk of the index for each area and piece, whatever the planner believes
# (joined plainly it read the whole table: 104 ms instead of 15 ms for the 168 communes of a province).
# Of what lies before a span only states are summed: there are the most rows, and flows are two thirds of a sum's cost.
_OF_AREAS = f"""
select s.level, s.channel, {_STEP.format(day="starts_on")} as step, {_TOTALS} from stats.area_sums s
where p.step <> -1 and s.area = a.area and s.grain = p.grain and s.starts_on >= p.first and s.starts_on < p.after
group by 1, 2, 3
union all
select s.level, s.channel, -1, {_STATES_ALONE} from stats.area_sums s
where p.step = -1 and s.area = a.area and s.grain = p.grain and s.starts_on >= p.first and s.starts_on < p.after
group by 1, 2
"""
# The days of an area's own office are kept once, in `daily`.
_KEPT_OF_KINDS = f"""
  select s.level, s.kind, {_STEP.format(day="starts_on")} as step, {", ".join(MEASURES)} from stats.area_kinds s
  where {{of_step}} and s.area = a.area and s.grain = p.grain and s.starts_on >= p.first and s.starts_on < p.after
  union all
  select a.level, s.kind, {_STEP.format(day="day")}, {", ".join(MEASURES)} from stats.daily s
  where {{of_step}} and p.grain = 1 and s.office = a.area and s.day >= p.first and s.day < p.after
"""
_OF_KINDS = f"""
select x.*, k.procedure, k.field from (
  select s.level, s.kind, s.step, {_TOTALS} from ({_KEPT_OF_KINDS.format(of_step="p.step <> -1")}) s group by 1, 2, 3
  union all
  select s.level, s.kind, s.step, {_STATES_ALONE} from ({_KEPT_OF_KINDS.format(of_step="p.step = -1")}) s
  group by 1, 2, 3
) x join stats.kinds k using (kind)
"""
_SUMS = f"""
select a.root, {{key}} as key, x.step, {_WEIGHED}
from (
  select g.*, coalesce(o.level, '') as level from unnest($1::text[], $2::text[], $3::int[]) as g(root, area, weight)
  left join stats.offices o on o.code = g.area) a
cross join unnest($4::int[], $5::date[], $6::date[], $7::int[]) as p(grain, first, after, step)
cross join lateral ({{of}}) x
where ($9::text is null or x.level = $9) {{only}}
group by 1, 2, 3
"""
_KEYS: Mapping[Breakdown | None, str] = {
    None: "null",
    Breakdown.OFFICE: "null",
    Breakdown.LEVEL: "array[x.level]",
    Breakdown.CHANNEL: "array[x.channel]",
    Breakdown.PROCEDURE: "array[x.procedure]",
    Breakdown.FIELD: "array[x.field]",
    Breakdown.LEVEL_FIELD: "array[x.level, x.field]",
}
_OF_CHANNEL = "and ($10::text is null or x.channel = $10)"
_OF_KIND = "and ($10::text is null or x.field = $10) and ($11::text is null or x.procedure = $11)"
_BEFORE, _BY_DAY = -1, -2
_FIRST_SUM = 3  # root, key and step come first
WHOLE: tuple[str, ...] = ()


class PartKey(NamedTuple):
    """A root of the question, and the part of it: nothing, or level, channel, procedure, field, level with field."""

    root: str
    part: tuple[str, ...] = WHOLE


class Course(NamedTuple):
    """What lay before a span, and what each of its steps adds."""

    before: Sums
    steps: Sequence[Sums | None]


async def courses_of(
    connection: Connection,
    shares: Sequence[Share],
    counted: Counted,
    steps: Sequence[Period],
    by: Breakdown | None,
    only: Only = ALL,
) -> dict[PartKey, Course]:
    """By root and part; without those for which nothing was ever counted. The steps make up the span."""
    pieces = [(*piece, _BEFORE) for piece in pieces_before(counted.first)] + list(_pieces(steps, counted.after))
    first = steps[0].from_on if steps else counted.first
    sql, wanted = _sums(by, only)
    rows = await connection.fetch(sql, *columns_of_shares(shares), *columns_of(pieces, 4), first, *wanted)
    found: dict[PartKey, tuple[list[Sums], list[Sums | None]]] = {}
    for row in rows:
        place = PartKey(row[0], tuple(row[1] or WHOLE))
        before, added = found.setdefault(place, ([Sums()], [None] * max(1, len(steps))))
        if row[2] == _BEFORE:
            before[0] = Sums(0, *row[_FIRST_SUM:])
        else:
            added[row[2]] = Sums(0, *row[_FIRST_SUM:])
    return {place: Course(before[0], added) for place, (before, added) in found.items()}


def _sums(by: Breakdown | None, only: Only) -> tuple[str, tuple[str | None, ...]]:
    """The statement and its last values."""
    if only.by(by):
        return _SUMS.format(key=_KEYS[by], of=_OF_KINDS, only=_OF_KIND), (only.level, only.field, only.procedure)
    return _SUMS.format(key=_KEYS[by], of=_OF_AREAS, only=_OF_CHANNEL), (only.level, only.channel)


def _pieces(steps: Sequence[Period], after: date) -> Iterator[tuple[Any, ...]]:
    """A run of days is one walk of the index, not one for each day. What lies ahead has not happened."""
    if len(steps) > 1 and all(step.from_on == step.to_on for step in steps):
        yield Grain.DAY, steps[0].from_on, steps[-1].to_on + _DAY, _BY_DAY
        return
    for number, step in enumerate(steps):
        for piece in pieces_within(step.from_on, min(step.to_on + _DAY, after)):
            yield *piece, number
