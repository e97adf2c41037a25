"""The generation of the books: writers take turns, and each area remembers the last one that touched it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from shared.db.database import Connection

_NEXT = "update {schema}.books set generation = generation + 1 returning generation, closed_to"
_CLOSE = "update {schema}.books set closed_to = greatest(closed_to, $1)"
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


class Generation(NamedTuple):
    """A run of writes, and the last day that was closed when it began."""

    number: int
    closed_to: date | None


class Generations:
    """The generations of one set of books."""

    def __init__(self, connection: Connection, schema: str) -> None:
        self._connection = connection
        self._next = _NEXT.format(schema=schema)
        self._close = _CLOSE.format(schema=schema)
        self._touch = _TOUCH.format(schema=schema)
        self._touch_all = _TOUCH_ALL.format(schema=schema)

    async def next(self) -> Generation:
        """Locks the books until the transaction ends: both sources write the same areas."""
        (row,) = await self._connection.fetch(self._next)
        return Generation(row["generation"], row["closed_to"])

    async def close(self, to_on: date) -> None:
        """From now on, what changes a day up to this one is noted dossier by dossier."""
        await self._connection.execute(self._close, to_on)

    async def touch(self, offices: Iterable[str], generation: int) -> None:
        """The offices and everything above them."""
        codes = list(offices)
        if codes:
            await self._connection.execute(self._touch, codes, generation)

    async def touch_all(self, generation: int) -> None:
        await self._connection.execute(self._touch_all, generation)
