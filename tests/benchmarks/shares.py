"""Shares, lateness and the morning list over HTTP: about a million ended steps of 60 offices beside the open dossiers.

python -m tests.benchmarks.shares [--ended 340000] [--open 1000000]
"""

import argparse
import asyncio
import random
import tempfile
import time
from pathlib import Path
from statistics import median

import asyncpg

from services.processing.repository.risk_cells import count_risk_cells
from tests.benchmarks.receive import percentile
from tests.benchmarks.risk import BEGIN, DAYS, Maker, fill
from tests.benchmarks.worklists import load
from tests.support.town import Town, a_town

# One dossier in twenty waited for the applicant, a day after a day.
_WAITS = """
update processing.dossiers set waits = jsonb_build_array(jsonb_build_array('payment', accepted_at + interval '1 day',
  accepted_at + interval '2 days'))
where code like 'RISK-%' and abs(hashtext(code)) % 20 = 0 and ended_at > accepted_at + interval '2 days'
"""
_OFFICES = """
select d.office, o.path[2] as province, count(*)
from processing.dossiers d join processing.offices o on o.code = d.office
where d.code like 'RISK-%' group by 1, 2 order by 3 desc
"""
_OPEN_IN = """
select count(*) from processing.dossiers d join processing.offices o on o.code = d.office
where d.ended_at is null and o.reach @> array[$1::text]
"""

_WIDEST = """
select max(n) from (select count(*) as n from processing.offices p join processing.offices o on o.reach @> array[p.code]
  where p.level = 'province' group by p.code) as provinces
"""


async def furnish(url: str, ended: int, still_open: int) -> tuple[list[asyncpg.Record], dict[str, int]]:
    """History, waits, open dossiers and risks as of the last day; offices with the most history first."""
    connection = await asyncpg.connect(url)
    if not await connection.fetchval("select exists (select from processing.dossiers where code like 'RISK-%')"):
        rows = await connection.fetch(
            "select code from processing.offices where level = 'commune' and valid_to is null "
            "order by md5(code) limit 60"
        )
        await fill(connection, Maker([row["code"] for row in rows]), ended)
    await connection.execute(_WAITS)
    if not await connection.fetchval("select exists (select from processing.dossiers where code like 'BENCH-%')"):
        await load(url, still_open)
    await connection.execute("vacuum (analyze) processing.dossiers, processing.steps")
    began = time.monotonic()
    async with connection.transaction():
        await count_risk_cells(connection, await connection.fetchval("select now()"))
    cells = await connection.fetchval("select count(*) from processing.risk_cells")
    print(f"  risks counted in {time.monotonic() - began:.1f} s, {cells:,} cells")
    offices = await connection.fetch(_OFFICES)
    places = {place for row in offices[:1] for place in (row["office"], row["province"])}
    sizes = {place: await connection.fetchval(_OPEN_IN, place) for place in places}
    widest = await connection.fetchval(_WIDEST)
    print(f"  the province that reaches most offices reaches {widest}")
    await connection.close()
    return offices, sizes


def measure(town: Town, name: str, path: str, offices: list[str], times: int) -> None:
    chance, took, lines = random.Random(name), list[float](), list[int]()
    for _ in range(times):
        headers = town.headers("leader", offices=[chance.choice(offices)])
        began = time.perf_counter()
        answer = town.client.get(f"{town.url('processing')}{path}", headers=headers, timeout=60)
        took.append(time.perf_counter() - began)
        assert answer.status_code == 200, answer.text
        told = answer.json()
        lines.append(len(told.get("shares") or told.get("dossiers") or ()))
    p50, p99 = 1e3 * median(took), 1e3 * percentile(sorted(took), 0.99)
    print(f"  {name}: p50 {p50:.1f}, p99 {p99:.1f} ms ({times} questions, up to {max(lines)} lines)")


def bench_shares(town: Town, ended: int, still_open: int, times: int = 200) -> None:
    running = town.home.running()
    assert running
    print(f"Shares, lateness and risks, {3 * ended:,} ended steps and {still_open:,} open dossiers, one at a time:")
    offices, sizes = asyncio.run(furnish(running.database_url, ended, still_open))
    communes, busiest = [row["office"] for row in offices], offices[0]
    first = BEGIN.date()
    year = f"from={first}&to={first.replace(year=first.year + 2)}"
    print(
        f"  busiest commune: {busiest['count']:,} ended of {DAYS} days, {sizes[busiest['office']]:,} open; "
        f"its province {sizes[busiest['province']]:,} open"
    )
    few = max(3, times // 40)
    for by in ("office", "stage", "procedure", "person"):
        measure(town, f"shares by {by}, commune, all days", f"/shares?{year}&by={by}", communes, max(5, times // 4))
    measure(town, "shares by office, all offices, all days", f"/shares?{year}", ["VN"], few)
    measure(town, "shares by office, all offices, a month", "/shares?from=2026-05-01&to=2026-05-31", ["VN"], few)
    measure(town, "lateness, commune, all days", f"/lateness?{year}", communes, times)
    measure(town, "lateness, all offices, a month", "/lateness?from=2026-05-01&to=2026-05-31", ["VN"], few)
    measure(town, "late dossiers, commune", f"/lateness/dossiers?{year}", communes, times)
    measure(town, "risks, commune", "/risks", communes, times)
    measure(town, "risks, province", "/risks", [row["province"] for row in offices], max(5, times // 4))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--ended", type=int, default=340_000)
    arguments.add_argument("--open", type=int, default=1_000_000)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, a_town(Path(folder) / "town") as town:
        bench_shares(town, chosen.ended, chosen.open)
