"""Fills the books with a year of the nation through the contribution code of the service, province by province.

Each province is one transaction that also notes itself as done: an interrupted fill goes on where it stopped.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import datetime
from multiprocessing import get_context
from zlib import crc32

import asyncpg

from services.stats.domain.contribution import MEASURES, Deltas, Key, add_contribution
from services.stats.domain.dossier import Dossier
from services.stats.repository.dossier_columns import COLUMNS, row_of
from services.stats.repository.layouts import LAYOUTS
from services.stats.repository.sums import Sums
from shared.db.database import prepare_connection
from tests.benchmarks.nation.made_up import MODEL, Place, Year, dossiers

_WORKERS = 2
_AT_ONCE = 5_000
_LAY_OUT = """
create schema if not exists bench;
create table if not exists bench.done (province text primary key, dossiers integer not null, now timestamptz not null);
create table if not exists bench.indexes (name text primary key, sql text not null);
insert into bench.indexes select indexname, indexdef from pg_indexes
where schemaname = 'stats' and tablename in ('dossiers', 'daily') and indexname not like 'pk_%'
on conflict do nothing;
"""
_PROVINCES = """
select o.code, o.name, array(
    select c.code from stats.offices c where c.parent = o.code and c.level = 'commune' and c.valid_to is null order by 1
  ) as communes
from stats.offices o where o.level = 'province' and o.valid_to is null order by o.code
"""
_DEPARTMENTS = 10
_ADD_DEPARTMENTS = """
insert into stats.offices (code, seq, name, level, parent, path, valid_from)
select p.code || '.S' || n, 1, 'Sở số ' || n, 'department', p.code, p.path || (p.code || '.S' || n), '2025-07-01'
from stats.offices p cross join generate_series(1, $1) n where p.level = 'province' and p.valid_to is null
on conflict do nothing
"""


async def fill(url: str, count: int, now: datetime) -> float:
    """Seconds that this run took; what an earlier one did is kept."""
    began = time.monotonic()
    provinces = await _lay_out(url)
    share = count // len(provinces)
    done = await _done(url)
    left = [each for each in provinces if each not in done]
    print(f"  {len(done)} of {len(provinces)} provinces are there already", flush=True)
    if not left and await _is_summed_up(url):
        return 0.0
    await _drop_indexes(url)
    with ProcessPoolExecutor(_WORKERS, mp_context=get_context("spawn")) as pool:
        jobs = [pool.submit(_fill_one, url, code, provinces[code], share, now) for code in left]
        for number, job in enumerate(as_completed(jobs), start=1):
            job.result()
            seconds = time.monotonic() - began
            print(f"\r  {number}/{len(left)} provinces, {number * share / seconds:,.0f} dossiers/s", end="", flush=True)
    print()
    await _finish(url)
    return time.monotonic() - began


async def _lay_out(url: str) -> dict[str, list[str]]:
    connection = await asyncpg.connect(url)
    await connection.execute(_LAY_OUT)
    await connection.execute(_ADD_DEPARTMENTS, _DEPARTMENTS)
    matters = [(row[0], row[1]) for kind in MODEL["procedures"].values() for row in kind]
    await connection.executemany(
        "insert into stats.kinds (procedure, field) values ($1, $2) on conflict do nothing", matters
    )
    found = {row["code"]: list(row["communes"]) for row in await connection.fetch(_PROVINCES)}
    await connection.close()
    return {code: communes for code, communes in found.items() if communes}


async def _is_summed_up(url: str) -> bool:
    connection = await asyncpg.connect(url)
    is_summed_up: bool = await connection.fetchval("select exists (select from stats.area_times)")
    await connection.close()
    return is_summed_up


async def _drop_indexes(url: str) -> None:
    """They are made again when all rows are there."""
    connection = await asyncpg.connect(url)
    for row in await connection.fetch("select name from bench.indexes"):
        await connection.execute(f"drop index if exists stats.{row['name']}")
    await connection.close()


async def filled_at(url: str) -> datetime:
    """The moment at which the made-up year ends."""
    connection = await asyncpg.connect(url)
    at: datetime = await connection.fetchval("select max(now) from bench.done")
    await connection.close()
    return at


async def _done(url: str) -> set[str]:
    connection = await asyncpg.connect(url)
    rows = await connection.fetch("select province from bench.done")
    await connection.close()
    return {row["province"] for row in rows}


def _fill_one(url: str, province: str, communes: Sequence[str], count: int, now: datetime) -> None:
    asyncio.run(_fill_province(url, province, communes, count, now))


async def _fill_province(url: str, province: str, communes: Sequence[str], count: int, now: datetime) -> None:
    year, places = Year.until(now), list(_places(province, communes))
    connection = await asyncpg.connect(url)
    await prepare_connection(connection)
    sums: dict[Key, Deltas] = {}
    told = dossiers(year, places, count, seed=crc32(province.encode()))
    async with connection.transaction():
        await connection.execute("set local synchronous_commit = off")
        await connection.copy_to_table(
            "dossiers", schema_name="stats", columns=list(COLUMNS), source=_lines(told, sums), null="\\N"
        )
        await _copy_daily(connection, sums)
        await connection.execute("insert into bench.done values ($1, $2, $3)", province, count, now)
    await connection.close()


def _places(province: str, communes: Sequence[str]) -> Iterator[Place]:
    for n, code in enumerate(communes):
        yield Place(code, "commune", MODEL["share"]["commune"] * (0.5 + (n * 7919 % 100) / 100) / len(communes))
    for n in range(1, _DEPARTMENTS + 1):
        yield Place(f"{province}.S{n}", "department", MODEL["share"]["department"] / _DEPARTMENTS)


async def _lines(told: Iterator[Dossier], sums: dict[Key, Deltas]) -> AsyncIterator[bytes]:
    lines: list[str] = []
    for dossier in told:
        add_contribution(sums, dossier, 1)
        lines.append("\t".join("\\N" if value is None else str(value) for value in row_of(dossier)))
        if len(lines) == _AT_ONCE:
            yield ("\n".join(lines) + "\n").encode()
            lines.clear()
    if lines:
        yield ("\n".join(lines) + "\n").encode()


async def _copy_daily(connection: asyncpg.Connection, sums: dict[Key, Deltas]) -> None:  # type: ignore[type-arg]
    rows = await connection.fetch("select procedure, field, kind from stats.kinds")
    kinds = {(row["procedure"], row["field"]): row["kind"] for row in rows}
    records = sorted(
        (office, day, kinds[procedure, field], channel, *deltas)
        for (office, procedure, field, channel, day), deltas in sums.items()
        if any(deltas)
    )
    await connection.copy_records_to_table(
        "daily", schema_name="stats", columns=["office", "day", "kind", "channel", *MEASURES], records=records
    )


async def _finish(url: str) -> None:
    """Areas, indexes, statistics: each only where it is missing."""
    connection = await asyncpg.connect(url)
    await prepare_connection(connection)
    await connection.execute(
        "set maintenance_work_mem = '2GB'; set work_mem = '1GB'; set max_parallel_maintenance_workers = 2;"
        "set jit = off; set synchronous_commit = off"
    )
    for row in await connection.fetch("select sql from bench.indexes"):
        began = time.monotonic()
        await connection.execute(row["sql"].replace("CREATE INDEX", "CREATE INDEX IF NOT EXISTS"))
        print(f"  {row['sql'].split(' ON ')[0]}: {time.monotonic() - began:.0f} s", flush=True)
    if not await connection.fetchval("select exists (select from stats.area_times)"):
        began = time.monotonic()
        async with connection.transaction():
            await connection.execute("truncate " + ", ".join(f"stats.{layout.table}" for layout in LAYOUTS))
            await Sums(connection, "stats").sum_up("stats")
        print(f"  areas summed up in {time.monotonic() - began:.0f} s", flush=True)
        await connection.execute(
            "update stats.books set generation = generation + 1; insert into stats.touched "
            "select code, (select generation from stats.books) from stats.offices "
            "on conflict (area) do update set generation = excluded.generation"
        )
    for table in ("dossiers", "daily", *(layout.table for layout in LAYOUTS)):
        await connection.execute(f"vacuum (freeze, analyze) stats.{table}")
    await connection.close()


if __name__ == "__main__":
    asyncio.run(fill(sys.argv[1], int(sys.argv[2]), datetime.fromisoformat(sys.argv[3])))
