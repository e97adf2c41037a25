"""Daily figures and their sums along the organisation: differences are added, never set."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from services.stats.domain.contribution import MEASURES, Deltas, Key, MoveKey
from services.stats.domain.ends import Causes, Times
from services.stats.repository.layouts import (
    AREA_CAUSES,
    AREA_KINDS,
    AREA_SUMS,
    AREA_TIMES,
    LAYOUTS,
    Layout,
    into_areas,
    into_shares,
)
from shared.db.database import Connection

_HOURS = 4 * 3600.0  # a nation's year is summed in minutes, not in the 30 seconds of a request
_NAMES = ", ".join(MEASURES)
_ADD_KINDS = """
insert into stats.kinds (procedure, field)
select g.procedure, g.field from (select distinct * from unnest($1::text[], $2::text[])) as g(procedure, field)
where not exists (select from stats.kinds k where k.procedure = g.procedure and k.field = g.field)
on conflict do nothing
"""
_GIVEN = f"""
select g.office, g.day, k.kind, g.channel, {", ".join(f"g.{name}" for name in MEASURES)}
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::date[],
  {", ".join(f"${number}::int[]" for number, _ in enumerate(MEASURES, start=6))})
  as g(office, procedure, field, channel, day, {_NAMES})
join stats.kinds k on k.procedure = g.procedure and k.field = g.field
"""
_ADD_DAILY = f"""
insert into {{schema}}.daily as s (office, day, kind, channel, {_NAMES}) {_GIVEN} order by 1, 2, 3, 4
on conflict (office, day, kind, channel) do update set {AREA_SUMS.added()}
"""
_GIVEN_TIMES = """
select * from unnest($1::text[], $2::date[], $3::int[], $4::int[], $5::bigint[], $6::int[], $7::bigint[])
  as t(office, day, bucket, gross, gross_minutes, net, net_minutes)
"""
_GIVEN_CAUSES = """
select * from unnest($1::text[], $2::date[], $3::text[], $4::int[], $5::int[])
  as c(office, day, cause, late, late_with_letter)
"""
_ADD_MOVES = """
insert into {schema}.moves as s (office_from, office_to, procedure, field, channel, day, dossiers)
select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::int[])
order by 1, 2, 3, 4, 5, 6
on conflict (office_from, office_to, procedure, field, channel, day)
do update set dossiers = s.dossiers + excluded.dossiers
"""
_OF_DAILY = "select office, day, {key}, {totals} from {{schema}}.daily {{where}} group by 1, 2, 3"
# What offices counted themselves, once more from what is kept of them: from their days, or from the dossiers.
_OWN: Mapping[Layout, str] = {
    AREA_SUMS: _OF_DAILY.format(key="channel", totals=AREA_SUMS.totals()),
    AREA_KINDS: _OF_DAILY.format(key="kind", totals=AREA_KINDS.totals()),
    AREA_CAUSES: """
select office, resolved_on as day, coalesce(cause, '') as cause, count(*)::int as late,
  count(*) filter (where has_letter)::int as late_with_letter
from {dossiers}.dossiers {where} {and_} class = 'late' group by 1, 2, 3""",
    AREA_TIMES: """
select d.office, d.resolved_on as day, t.bucket,
  sum(gross)::int as gross, sum(t.gross_minutes)::bigint as gross_minutes,
  sum(net)::int as net, sum(t.net_minutes)::bigint as net_minutes
from {dossiers}.dossiers d cross join lateral (values
  (stats.bucket(d.gross_minutes), 1, d.gross_minutes::bigint, 0, 0::bigint),
  (stats.bucket(d.net_minutes), 0, 0, 1, d.net_minutes)) as t(bucket, gross, gross_minutes, net, net_minutes)
{where} {and_} d.gross_minutes is not null group by 1, 2, 3""",
}
_OF_SOME = "where office = any($1::text[])"


class Sums:
    """The sums of one set of books."""

    def __init__(self, connection: Connection, schema: str) -> None:
        self._connection = connection
        self._schema = schema

    async def add(self, sums: Mapping[Key, Deltas]) -> None:
        """To the days of each office, and to every area above it."""
        if not sums:
            return
        columns = _columns(sums)
        await self._run(_ADD_KINDS, columns[1], columns[2])
        await self._run(_ADD_DAILY, *columns)
        for layout in (AREA_SUMS, AREA_KINDS):
            given = f"select office, day, {layout.key}, {layout.totals()} from ({_GIVEN}) as given group by 1, 2, 3"
            await self._run(into_areas(layout, given), *columns)

    async def add_daily(self, sums: Mapping[Key, Deltas]) -> None:
        if sums:
            columns = _columns(sums)
            await self._run(_ADD_KINDS, columns[1], columns[2])
            await self._run(_ADD_DAILY, *columns)

    async def add_ends(self, times: Times, causes: Causes) -> None:
        """To every area above the offices."""
        for layout, given, sums in ((AREA_TIMES, _GIVEN_TIMES, times), (AREA_CAUSES, _GIVEN_CAUSES, causes)):
            differing = {key: each for key, each in sums.items() if any(each)}
            if differing:
                await self._run(into_areas(layout, given), *_columns(differing))

    async def add_moves(self, moves: Mapping[MoveKey, int]) -> None:
        rows = {key: [count] for key, count in moves.items() if count}
        if rows:
            await self._run(_ADD_MOVES, *_columns(rows))

    async def sum_up(self, dossiers: str) -> None:
        """All areas afresh into empty tables: from the daily figures, and from the dossiers of the books `dossiers`."""
        for layout in LAYOUTS:
            own = _OWN[layout].format(schema=self._schema, dossiers=dossiers, where="", and_="where")
            await self._run(into_areas(layout, own), timeout=_HOURS)

    async def move_shares(self, moves: Iterable[tuple[str, str, str, int]]) -> None:
        """(office, area, level, ±1): an area gets or gives back what the office itself counted."""
        columns = list(zip(*moves, strict=True))
        if not columns:
            return
        for layout in LAYOUTS:
            own = _OWN[layout].format(schema=self._schema, dossiers=self._schema, where=_OF_SOME, and_="and")
            await self._run(into_shares(layout, own), *map(list, columns))

    async def _run(self, sql: str, *values: Sequence[object], timeout: float | None = None) -> None:
        await self._connection.execute(sql.format(schema=self._schema), *values, timeout=timeout)


def _columns(sums: Mapping[Any, list[int]]) -> list[list[object]]:
    return [list(column) for column in zip(*((*key, *deltas) for key, deltas in sums.items()), strict=True)]
