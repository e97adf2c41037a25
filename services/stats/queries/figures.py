"""Sums behind figures: a few stored stretches per area instead of dossiers or a walk over all days.

Rows read for an area: at most 31 days, 11 months and the years before the span, the same at its end, per channel.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from services.stats.domain.contribution import FLOWS, STATES
from services.stats.domain.figures import CHANNELS, Sums
from services.stats.domain.period import Counted, Grain, pieces_before, pieces_within
from shared.db.database import Connection

_COLUMNS = ", ".join(
    (
        "coalesce(sum(s.open) filter (where p.is_before), 0)::int as open_before",
        *(
            f"coalesce(sum(s.received) filter (where not p.is_before and s.channel = '{channel}'), 0)::int as {channel}"
            for channel in CHANNELS
        ),
        *(f"coalesce(sum(s.{flow}) filter (where not p.is_before), 0)::int as {flow}" for flow in FLOWS),
        *(f"coalesce(sum(s.{state}), 0)::int as {state}" for state in STATES),
    )
)
_PIECES = "unnest($2::int[], $3::date[], $4::date[], $5::bool[]) as p(grain, first, after, is_before)"
_AREAS = f"""
select {{key}} as key, {_COLUMNS}
from unnest($1::text[]) as a(area) cross join {_PIECES}
join stats.area_sums s on s.area = a.area and s.grain = p.grain and s.starts_on >= p.first and s.starts_on < p.after
group by 1
"""
_STEP = "case when not p.is_before then greatest(date_trunc($6, s.starts_on::timestamp)::date, $7::date) end"
# Procedures are kept per office and day only: cheap for an office, a walk over its subtree's days for a province.
_PROCEDURES = f"""
select s.procedure as key, {_COLUMNS}
from stats.offices o join stats.daily s on s.office = o.code
join {_PIECES} on s.day >= p.first and s.day < p.after
where o.path && $1::text[] and p.grain = 1 group by 1
"""


def _bounds(counted: Counted, largest: Grain = Grain.YEAR) -> list[list[Any]]:
    marked = [(*piece, True) for piece in pieces_before(counted.first)]
    marked += [(*piece, False) for piece in pieces_within(counted.first, counted.after, largest)]
    return _columns(marked)


def _columns(marked: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*marked, strict=True)] or [[], [], [], []]


async def sums_of_areas(connection: Connection, areas: Sequence[str], counted: Counted) -> dict[str, Sums]:
    """For each area, zeros where nothing was ever counted."""
    rows = await connection.fetch(_AREAS.format(key="s.area"), list(areas), *_bounds(counted))
    found = {row["key"]: _sums(row) for row in rows}
    return {area: found.get(area, Sums()) for area in areas}


async def sums_by_channel(connection: Connection, area: str, counted: Counted) -> dict[str, Sums]:
    rows = await connection.fetch(_AREAS.format(key="s.channel"), [area], *_bounds(counted))
    found = {row["key"]: _sums(row) for row in rows}
    return {channel: found.get(channel, Sums()) for channel in CHANNELS}


async def sums_by_procedure(connection: Connection, area: str, counted: Counted) -> dict[str, Sums]:
    pieces = [(Grain.DAY, date.min, counted.first, True), (Grain.DAY, counted.first, counted.after, False)]
    rows = await connection.fetch(_PROCEDURES, [area], *_columns(pieces))
    return {row["key"]: _sums(row) for row in rows}


async def sums_over_time(
    connection: Connection, area: str, counted: Counted, grain: Grain
) -> tuple[Sums, dict[date, Sums]]:
    """What was before the span, and what each day or month of it adds, by its first day (months cut at the ends)."""
    stretch = "month" if grain is Grain.MONTH else "day"
    sql = _AREAS.format(key=_STEP)
    rows = await connection.fetch(sql, [area], *_bounds(counted, grain), stretch, counted.first)
    steps = {row["key"]: _sums(row) for row in rows}
    return steps.pop(None, Sums()), steps


def _sums(row: Any) -> Sums:
    return Sums(*(row[name] for name in Sums.__dataclass_fields__))
