"""Daily figures and their sums along the organisation: differences are added, never set."""

from collections.abc import Iterable, Mapping

from services.stats.domain.contribution import MEASURES, Deltas, Key, MoveKey
from shared.db.database import Connection

_HOURS = 4 * 3600.0  # a nation's year is summed in minutes, not in the 30 seconds of a request
_NAMES = ", ".join(MEASURES)
_TOTALS = ", ".join(f"sum({name}) as {name}" for name in MEASURES)
_UPDATES = ", ".join(f"{name} = s.{name} + excluded.{name}" for name in MEASURES)
_GRAINS = "(values (1, 'day'), (2, 'month'), (3, 'year')) as g(grain, stretch)"
_GIVEN = f"""
select * from unnest($1::text[], $2::text[], $3::text[], $4::date[],
  {", ".join(f"${number}::int[]" for number, _ in enumerate(MEASURES, start=5))})
  as t(office, procedure, channel, day, {_NAMES})
"""
_ADD_DAILY = f"""
insert into {{schema}}.daily as s (office, procedure, channel, day, {_NAMES}) {_GIVEN}
order by office, procedure, channel, day
on conflict (office, procedure, channel, day) do update set {_UPDATES}
"""
# An office that was not announced yet stands alone until it is.
_PLACED = """
placed as (
  select p.area, own.* from own left join {schema}.offices o on o.code = own.office
  cross join lateral unnest(coalesce(o.path, array[own.office])) as p(area))
"""
_INTO_AREAS = f"""
, added as (
  select area, grain, date_trunc(stretch, day::timestamp)::date as starts_on, channel, {_TOTALS}
  from placed cross join {_GRAINS} group by 1, 2, 3, 4)
insert into {{schema}}.area_sums as s (area, grain, starts_on, channel, {_NAMES})
select area, grain, starts_on, channel, {_NAMES} from added order by 1, 2, 3, 4
on conflict (area, grain, starts_on, channel) do update set {_UPDATES}
"""
_ADD_AREAS = f"""
with own as (
  select office, channel, day, {_TOTALS} from ({_GIVEN}) given group by office, channel, day),
{_PLACED} {_INTO_AREAS}
"""
_ADD_MOVES = """
insert into {schema}.moves as s (office_from, office_to, procedure, channel, day, dossiers)
select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::date[], $6::int[]) order by 1, 2, 3, 4, 5
on conflict (office_from, office_to, procedure, channel, day) do update set dossiers = s.dossiers + excluded.dossiers
"""
_SUM_UP = f"""
with own as (select office, channel, day, {_TOTALS} from {{schema}}.daily group by office, channel, day),
{_PLACED} {_INTO_AREAS}
"""
_MOVE = f"""
with placed as (
  select m.area, d.channel, d.day, {", ".join(f"m.sign * d.{name} as {name}" for name in MEASURES)}
  from unnest($1::text[], $2::text[], $3::int[]) as m(office, area, sign) join {{schema}}.daily d using (office))
{_INTO_AREAS}
"""


class Sums:
    """The sums of one set of books."""

    def __init__(self, connection: Connection, schema: str) -> None:
        self._connection = connection
        self._add_daily = _ADD_DAILY.format(schema=schema)
        self._add_areas = _ADD_AREAS.format(schema=schema)
        self._add_moves = _ADD_MOVES.format(schema=schema)
        self._move = _MOVE.format(schema=schema)
        self._sum_up = _SUM_UP.format(schema=schema)

    async def add(self, sums: Mapping[Key, Deltas]) -> None:
        """To the days of each office, and to every area above it, with two statements a run."""
        if sums:
            columns = _columns(sums)
            await self._connection.execute(self._add_daily, *columns)
            await self._connection.execute(self._add_areas, *columns)

    async def add_daily(self, sums: Mapping[Key, Deltas]) -> None:
        if sums:
            await self._connection.execute(self._add_daily, *_columns(sums))

    async def add_moves(self, moves: Mapping[MoveKey, int]) -> None:
        rows = [(*key, count) for key, count in moves.items() if count]
        if rows:
            await self._connection.execute(self._add_moves, *map(list, zip(*rows, strict=True)))

    async def sum_up(self) -> None:
        """All areas afresh from the daily figures, into an empty table."""
        await self._connection.execute(self._sum_up, timeout=_HOURS)

    async def move_shares(self, moves: Iterable[tuple[str, str, int]]) -> None:
        """(office, area, ±1): an area gets or gives back what the office itself counted."""
        columns = list(zip(*moves, strict=True))
        if columns:
            await self._connection.execute(self._move, *map(list, columns))


def _columns(sums: Mapping[Key, Deltas]) -> list[list[object]]:
    return [list(column) for column in zip(*((*key, *deltas) for key, deltas in sums.items()), strict=True)]
