"""The same rows for the rivals: a view for plain SQL, and a Parquet file for DuckDB."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import asyncpg
import duckdb

_COLUMNS = """office, procedure, field, channel, accepted_on, due_on, resolved_on, class, has_letter, index_in_time,
  gross_minutes, net_minutes"""
_VIEW = f"""
create or replace view bench.d as
select {_COLUMNS}, o.path[2] as province, o.level from (
  select {_COLUMNS} from stats.dossiers) as d join (select code, path, level from stats.offices) o on o.code = d.office
"""


def export(url: str, parquet: Path) -> None:
    """Once; DuckDB writes the file itself, sorted as the dossiers lie."""
    asyncio.run(_run(url, _VIEW))
    if parquet.exists():
        return
    began, lines = time.monotonic(), parquet.with_suffix(".csv")
    asyncio.run(_copy(url, lines))
    duckdb.sql(f"copy (select * from read_csv('{lines}', sample_size=-1)) to '{parquet}' (format parquet)")
    lines.unlink()
    print(f"  Parquet: {parquet.stat().st_size / 2**20:,.0f} MiB in {time.monotonic() - began:.0f} s", flush=True)


async def _run(url: str, sql: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(sql)
    await connection.close()


async def _copy(url: str, lines: Path) -> None:
    connection = await asyncpg.connect(url)
    await connection.copy_from_query("select * from bench.d", output=str(lines), format="csv", header=True)
    await connection.close()


async def by_sql(url: str, sqls: list[str]) -> list[float]:
    """Seconds of each, the planner and all indexes free to use, parallel as PostgreSQL comes."""
    connection = await asyncpg.connect(url, server_settings={"search_path": "bench"}, command_timeout=900)
    seconds = [await _timed_query(connection, sql) for sql in sqls]
    await connection.close()
    return seconds


async def _timed_query(connection: Any, sql: str) -> float:
    began = time.perf_counter()
    await connection.fetch(sql)
    return time.perf_counter() - began


def by_duckdb(parquet: Path, sqls: list[str]) -> list[float]:
    connection = duckdb.connect()
    connection.execute(f"create view d as select * from read_parquet('{parquet}')")
    return [_timed(lambda sql=sql: connection.execute(sql).fetchall()) for sql in sqls]  # type: ignore[misc]


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
