"""What questions beyond counting cost in a province's year: shorter limits of its busiest procedure, and oddities.

python -m tests.benchmarks.limits_and_oddities [--dossiers 400000]

One embedded PostgreSQL without fsync. Elapsed time as the service has it, and the processor time of one backend alone
(no parallel workers), which other programs on the machine do not lengthen.
"""

import argparse
import asyncio
import os
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

import asyncpg

from services.stats.domain.oddity import Kind
from services.stats.domain.period import Period
from services.stats.queries.offices import office_head
from services.stats.queries.question import Question
from services.stats.repository.dossier_columns import COLUMNS, row_of
from services.stats.usecases.look_for_oddities import look_for_oddities
from services.stats.usecases.open_newly_late import open_newly_late
from services.stats.usecases.try_limits import try_limits
from shared.db.database import Connection, PooledDatabase
from shared.local.postgres import EmbeddedPostgres
from tests.benchmarks.nation.made_up import Place, Year, dossiers
from tests.benchmarks.processor_time import TICKS
from tests.support.engines import as_role, make_template

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
YEAR, MONTH = Period(date(2025, 11, 25), date(2026, 11, 24)), Period(date(2026, 10, 15), date(2026, 11, 14))
PLACES = [Place(f"P.X{n}", "commune", 0.005) for n in range(168)] + [
    Place(f"P.S{n}", "department", 0.016) for n in range(10)
]
_OFFICES = """
insert into stats.offices (code, seq, name, level, parent, path, valid_from)
select code, 1, code, level, path[cardinality(path) - 1], path, '2025-07-01' from (
  select 'VN' as code, 'nation' as level, array['VN'] as path
  union all select 'P', 'province', array['VN', 'P']
  union all select code, 'commune', array['VN', 'P', code] from unnest($1::text[]) as code) o
"""
_BUSIEST = """
select procedure, count(*) from stats.dossiers
where counts_by = 'day' and class in ('early', 'on_time', 'late') group by 1 order by 2 desc limit 1
"""


async def fill(url: str, count: int) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(_OFFICES, [place.code for place in PLACES])
    told = dossiers(Year.until(NOW), PLACES, count, seed=1)
    rows = (("\t".join("\\N" if value is None else str(value) for value in row_of(each)) + "\n") for each in told)
    await connection.copy_to_table(
        "dossiers", schema_name="stats", columns=list(COLUMNS), source=_bytes(rows), null="\\N"
    )
    await connection.execute("vacuum (analyze) stats.dossiers")
    await connection.execute("analyze stats.offices")
    await connection.close()


async def _bytes(rows: Iterator[str]):  # type: ignore[no-untyped-def]
    for row in rows:
        yield row.encode()


async def measure(name: str, connection: Connection, ask: Callable[[], Awaitable[object]], times: int = 5) -> None:
    elapsed = []
    for _ in range(times):
        began = time.perf_counter()
        await ask()
        elapsed.append(time.perf_counter() - began)
    pid: int = await connection.fetchval("select pg_backend_pid()")
    await connection.execute("set max_parallel_workers_per_gather = 0")
    before = _processor(pid)
    await ask()
    alone = _processor(pid) - before
    await connection.execute("reset max_parallel_workers_per_gather")
    print(f"  {name:<42} {1000 * median(elapsed):7,.0f} ms, processor {1000 * alone:6,.0f} ms", flush=True)


def _processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


async def ask_all(database: PooledDatabase) -> None:
    async with database.reading() as connection:
        procedure, count = await connection.fetchrow(_BUSIEST)  # type: ignore[misc]
        head = await office_head(connection, "P", visible_to=["VN"], now=NOW)
        year, month = Question(head, YEAR, NOW), Question(head, MONTH, NOW)
        print(f"A shorter limit for {procedure}: {count:,} dossiers")
        await measure("every limit", connection, lambda: try_limits(connection, year, procedure))
        page = lambda: open_newly_late(connection, year, procedure, 2, after=None, limit=50)  # noqa: E731
        await measure("a page of those that would be late", connection, page)
        print("Oddities of an official month")
        for kind in Kind:
            (counted,) = await look_for_oddities(connection, month, [kind])
            name = f"{kind} ({counted.found:,} of {counted.base:,})"
            await measure(name, connection, lambda kind=kind: look_for_oddities(connection, month, [kind]))  # type: ignore[misc]


async def run(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder, EmbeddedPostgres(Path(folder), durable=False) as engine:
        url = await (await make_template(engine)).clone()
        began = time.monotonic()
        await fill(url, count)
        seconds, load = time.monotonic() - began, os.getloadavg()[0]
        print(f"A province's year: {count:,} dossiers, filled in {seconds:.0f} s; load {load:.1f}")
        database = await PooledDatabase.open(as_role(url, "stats"))
        await ask_all(database)
        await database.close()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--dossiers", type=int, default=400_000)
    asyncio.run(run(arguments.parse_args().dossiers))


if __name__ == "__main__":
    main()
