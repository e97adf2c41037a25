"""What the service does: latencies of the questions, facts taken in while it answers, and 304s on one core."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median

import asyncpg
import httpx2

from shared.contracts.envelope import Announcement
from shared.db.database import PooledDatabase
from shared.messaging.ledger import Ledger
from tests.benchmarks.nation.facts import facts_of
from tests.benchmarks.nation.made_up import Place, Year, dossiers
from tests.benchmarks.nation.questions import QUESTIONS, Nation, Question
from tests.benchmarks.receive import percentile
from tests.support.town import Town

_NATION = """
select array(select o.code from stats.offices o where o.level = 'province' and o.valid_to is null and exists (
    select from stats.offices c where c.parent = o.code and c.level = 'commune' and c.valid_to is null)
    order by 1) as provinces,
  array(select c.code from stats.offices c join stats.offices p on p.code = c.parent
    where c.level = 'commune' and c.valid_to is null and p.level = 'province' and p.valid_to is null
    order by md5(c.code) limit 300) as communes
"""


async def nation_of(url: str, year: Year) -> Nation:
    connection = await asyncpg.connect(url)
    row = await connection.fetchrow(_NATION)
    await connection.close()
    assert row
    return Nation(row["provinces"], row["communes"], year.days[len(year.weights) - 1])


def latencies(town: Town, nation: Nation, question: Question, times: int) -> list[float]:
    """Milliseconds over HTTP on one connection, sorted; every question another province or commune."""
    chance = Random(question.title)
    headers, url = town.headers("monitor"), town.url("stats")
    took = []
    for _ in range(times + 3):
        address = url + question.ask(nation, chance)
        began = time.perf_counter()
        answer = town.client.get(address, headers=headers)
        took.append(1000 * (time.perf_counter() - began))
        assert answer.status_code == httpx2.codes.OK, answer.text
    return sorted(took[3:])


async def _append(url: str, told: Sequence[Announcement], year: Year) -> int:
    """Into processing's ledger, as its service would, a thousand a transaction."""
    database = await PooledDatabase.open(url)
    for start in range(0, len(told), 1_000):
        async with database.transaction() as connection:
            await Ledger("processing").append(connection, told[start : start + 1_000], year.now)
    async with asyncio.timeout(600):
        while True:
            async with database.reading() as connection:
                if not await connection.fetchval("select count(*) from processing.outbox"):
                    position: int = await connection.fetchval("select max(position) from processing.fact_log")
                    break
            await asyncio.sleep(0.2)
    await database.close()
    return position


def _facts(nation: Nation, year: Year, count: int) -> list[Announcement]:
    """Acts of today's dossiers, as they come in a working hour: act by act, all over the country."""
    places = [Place(code, "commune", 1) for code in nation.communes]
    lives = [
        list(facts_of(each)) for each in dossiers(Year.until(year.now, 5), places, count // 7, seed=time.time_ns())
    ]
    return [told for act in range(7) for life in lives for told in life[act : act + 1]]


def taking_in(town: Town, url: str, nation: Nation, year: Year, count: int) -> tuple[float, list[float]]:
    """Facts a second from the bus into the books while questions are asked; and the latencies of these."""
    told, pid = _facts(nation, year, count), _pid(town)
    os.kill(pid, signal.SIGSTOP)
    try:
        until = asyncio.run(_append(url, told, year))
    finally:
        os.kill(pid, signal.SIGCONT)
    began, took, done = time.perf_counter(), [], threading.Event()
    reader = threading.Thread(target=lambda: took.extend(_ask_until(town, nation, done)))
    reader.start()
    asyncio.run(_await_position(url, until))
    seconds = time.perf_counter() - began
    done.set()
    reader.join()
    return len(told) / seconds, sorted(took)


def _pid(town: Town) -> int:
    pids = town.pids()
    found = next(pid for name, pid in pids.items() if "stats" in name.lower() or "thống kê" in name.lower())
    assert found
    return found


def _ask_until(town: Town, nation: Nation, done: threading.Event) -> Iterator[float]:
    chance, headers = Random(1), town.headers("monitor")
    with httpx2.Client(timeout=60) as client:
        while not done.is_set():
            began = time.perf_counter()
            client.get(town.url("stats") + QUESTIONS[0].ask(nation, chance), headers=headers)
            yield 1000 * (time.perf_counter() - began)
            time.sleep(0.02)


async def _await_position(url: str, until: int) -> None:
    connection = await asyncpg.connect(url)
    async with asyncio.timeout(900):
        while (await connection.fetchval("select position from stats.inbox where source = 'processing'") or 0) < until:
            await asyncio.sleep(0.05)
    await connection.close()


def unchanged(town: Town, nation: Nation, seconds: int) -> float:
    """304s a second; the service on one core, the load on the other."""
    pid, headers = _pid(town), town.headers("monitor")
    path = QUESTIONS[0].ask(nation, Random(2))
    tag = town.client.get(town.url("stats") + path, headers=headers).headers["etag"]
    town.client.get(town.url("stats") + path, headers=headers)
    host, port = town.url("stats").removeprefix("http://").split(":")
    spec = {"host": host, "port": int(port), "connections": 16, "seconds": seconds, "method": "GET", "path": path}
    os.sched_setaffinity(pid, {0})
    try:
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump({**spec, "headers": {**headers, "If-None-Match": tag}, "bodies": [""]}, file)
            file.flush()
            command = [sys.executable, "-m", "tests.benchmarks.load", file.name]
            told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    finally:
        os.sched_setaffinity(pid, set(range(os.cpu_count() or 1)))
    assert set(told["statuses"]) == {"304"}, told["statuses"]
    return float(told["statuses"]["304"] / told["seconds"])


def summary(took: Sequence[float]) -> str:
    return f"p50 {median(took):.1f}, p99 {percentile(took, 0.99):.1f} ms"


def sizes(url: str) -> dict[str, int]:
    """Bytes of each table with its indexes."""

    async def read() -> dict[str, int]:
        connection = await asyncpg.connect(url)
        rows = await connection.fetch(
            "select relname, pg_total_relation_size(oid) as bytes from pg_class "
            "where relnamespace = 'stats'::regnamespace and relkind = 'r' order by 2 desc limit 8"
        )
        await connection.close()
        return {row["relname"]: row["bytes"] for row in rows}

    return asyncio.run(read())


def parquet_of(folder: Path) -> Path:
    return folder / "dossiers.parquet"
