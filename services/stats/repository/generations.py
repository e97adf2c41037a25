"""The generation of the books: writers take turns, and each area remembers the last one that touched it."""

from collections.abc import Iterable

from shared.db.database import Connection

_NEXT = "update {schema}.books set generation = generation + 1 returning generation"
# Whoever listens hears of it when it is committed.
_TOUCH = """
with touched as (
  insert into {schema}.touched as t (area, generation)
  select distinct p.area, $2::bigint from unnest($1::text[]) as given(office)
  left join {schema}.offices o on o.code = given.office
  cross join lateral unnest(coalesce(o.path, array[given.office])) as p(area) order by 1
  on conflict (area) do update set generation = excluded.generation)
select pg_notify('stats_books', '')
"""
_TOUCH_ALL = """
with touched as (
  insert into {schema}.touched as t (area, generation) select distinct area, $1::bigint from {schema}.area_sums
  union select code, $1 from {schema}.offices
  on conflict (area) do update set generation = excluded.generation)
select pg_notify('stats_books', '')
"""


class Generations:
    """The generations of one set of books."""

    def __init__(self, connection: Connection, schema: str) -> None:
        self._connection = connection
        self._next = _NEXT.format(schema=schema)
        self._touch = _TOUCH.format(schema=schema)
        self._touch_all = _TOUCH_ALL.format(schema=schema)

    async def next(self) -> int:
        """Locks the books until the transaction ends: both sources write the same areas."""
        generation: int = await self._connection.fetchval(self._next)
        return generation

    async def touch(self, offices: Iterable[str], generation: int) -> None:
        """The offices and everything above them."""
        codes = list(offices)
        if codes:
            await self._connection.execute(self._touch, codes, generation)

    async def touch_all(self, generation: int) -> None:
        await self._connection.execute(self._touch_all, generation)
