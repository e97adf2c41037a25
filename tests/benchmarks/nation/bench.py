"""Fills the books with a year of the nation, then asks, compares, takes in facts and answers what did not move."""

import asyncio
from pathlib import Path
from random import Random
from statistics import median

from shared.clock import SystemClock
from tests.benchmarks.lag import bench_lag
from tests.benchmarks.nation.fill import fill, filled_at
from tests.benchmarks.nation.made_up import Year
from tests.benchmarks.nation.questions import QUESTIONS, Nation
from tests.benchmarks.nation.rivals import by_duckdb, by_sql, export
from tests.benchmarks.nation.serving import latencies, nation_of, parquet_of, sizes, summary, taking_in, unchanged
from tests.benchmarks.receive import percentile
from tests.support.town import Town


def bench_nation(town: Town, folder: Path, count: int, times: int, facts: int) -> None:
    """Fills the books where they are not full yet, then asks."""
    running = town.home.running()
    assert running
    url = running.database_url
    print(f"A year of the nation: {count:,} dossiers")
    seconds = asyncio.run(fill(url, count, SystemClock().now().replace(minute=0, second=0, microsecond=0)))
    print(f"  filled in {seconds:.0f} s")
    year = Year.until(asyncio.run(filled_at(url)))
    nation = asyncio.run(nation_of(url, year))
    for name, size in sizes(url).items():
        print(f"  {name}: {size / 2**20:,.0f} MiB")
    export(url, parquet_of(folder))
    _ask(town, url, folder, nation, times)
    print(f"304, unchanged, the service on one core: {unchanged(town, nation, 5):,.0f}/s")
    bench_lag(town, nation.communes[0], times)
    rate, took = taking_in(town, url, nation, year, facts)
    print(f"Taking in {facts:,} facts while serving: {rate:,.0f} facts/s, questions meanwhile {summary(took)}")


def _ask(town: Town, url: str, folder: Path, nation: Nation, times: int) -> None:
    print(f"Ten questions, {times} times each over HTTP, one at a time; 3 times by plain SQL, 10 times by DuckDB:")
    for question in QUESTIONS:
        ours = latencies(town, nation, question, times)
        chance = Random(question.title)
        sqls = [question.sql(nation, chance) for _ in range(10)]
        plain = median(1000 * each for each in asyncio.run(by_sql(url, sqls[:3])))
        duck = median(1000 * each for each in by_duckdb(parquet_of(folder), sqls))
        middle = median(ours)
        print(
            f"  {question.title}: p50 {middle:.1f}, p99 {percentile(ours, 0.99):.1f} ms; SQL {plain:,.0f} ms "
            f"({plain / middle:,.0f} x), DuckDB {duck:,.0f} ms ({duck / middle:,.0f} x)",
            flush=True,
        )
