"""Acts: hand over, take up, pass on, finish, return over HTTP, against the same rows by pgbench on the same database.

    python -m tests.benchmarks.acts [--dossiers 2000] [--repetitions 3]

Dossiers are received by intake and opened by processing first; then several connections take them from the desk to
their return, with the relay and stats at work behind them. pgbench writes what an act writes (dossier, step, history,
fact, outbox entry) with one statement a transaction, eight clients, prepared, while the services stand still.
"""

import argparse
import asyncio
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

import asyncpg

from shared.local.cluster import binaries
from tests.benchmarks.processor_time import spent
from tests.benchmarks.receive import SERVICES, http_load, percentile, standing_still
from tests.support.engines import ROOT
from tests.support.town import Town, a_town

ACTS = (("hand-over", {}), ("take-up", {}), ("pass-on", {}), ("finish", {}), ("return", {"way": "counter"}))
_FRESH = "select id from processing.dossiers where state = 'accepted' and version = 1 and origin <> 'bench' limit $1"
_RAW = Path(__file__).with_name("acts.sql")
_RAW_ROWS = """
create table if not exists processing.raw_acts (n int primary key, dossier uuid not null);
truncate processing.raw_acts;
insert into processing.raw_acts select row_number() over (), id from (
  select d.id from processing.dossiers d join processing.steps s on s.dossier = d.id and s.number = 1
  where d.state = 'returned' and d.origin <> 'bench' limit 1000) as drawn;
"""
_FORGET = """
delete from processing.outbox o using processing.facts f where f.gid = o.gid and get_byte(f.canon, 0) = 120;
"""


async def _run(url: str, sql: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(sql)
    await connection.close()


async def _fresh(url: str, count: int) -> list[str]:
    """Waits until processing has opened them; the catalogue's offices may still come in before."""
    connection = await asyncpg.connect(url)
    found: list[str] = []
    for _ in range(1200):
        found = [str(row["id"]) for row in await connection.fetch(_FRESH, count)]
        if len(found) == count:
            break
        await asyncio.sleep(0.1)
    await connection.close()
    assert len(found) == count, f"processing opened {len(found)} of {count}"
    return found


def _received(town: Town, folder: Path, desks: Sequence[str], count: int, url: str) -> list[str]:
    """As many new dossiers as are needed."""
    done = 0
    while done < count:
        done += sum(http_load(town, folder, 1, 8, desks)["statuses"].values())
    return asyncio.run(_fresh(url, count))


def act_load(town: Town, folder: Path, dossiers: Sequence[str], connections: int) -> dict[str, Any]:
    """One run of the load process with processor time an act of every program."""
    spec = {
        "host": "127.0.0.1",
        "port": int(town.url("processing").rsplit(":", 1)[1]),
        "connections": connections,
        "headers": town.headers("clerk", "officer", "leader"),
        "dossiers": dossiers,
        "acts": ACTS,
    }
    path = folder / "acts.json"
    path.write_text(json.dumps(spec))
    before = spent(town.pids())
    command = [sys.executable, "-m", "tests.benchmarks.act_load", str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout)
    assert set(result["statuses"]) == {"200"}, result["statuses"]
    after = spent(town.pids())
    count = sum(result["statuses"].values())
    result["rate"] = count / result["seconds"]
    result["micros"] = {name: 1e6 * (after[name] - before[name]) / count for name in after}
    return result


def raw_rate(town: Town, seconds: int, url: str) -> float:
    """Transactions a second of the same rows; its outbox entries are taken away again unread."""
    asyncio.run(_run(url, _RAW_ROWS))
    command = [binaries() / "pgbench", "-n", "-M", "prepared", "-c", "8", "-j", "2", "-T", str(seconds), "-f", _RAW]
    with standing_still(town, SERVICES):
        done = subprocess.run([*command, url], capture_output=True, text=True, check=True)
        asyncio.run(_run(url, _FORGET))
    found = re.search(r"tps = ([0-9.]+)", done.stdout)
    assert found, done.stdout
    return float(found[1])


def bench_acts(town: Town, folder: Path, desks: Sequence[str], dossiers: int, repetitions: int) -> None:
    running = town.home.running()
    assert running
    url = running.database_url
    print(f"\nActs ({repetitions} repetitions of {len(ACTS)} acts on {dossiers} dossiers, {len(desks)} desks)")
    for connections in (1, 4, 16):
        runs = []
        for _ in range(repetitions):
            runs.append(act_load(town, folder, _received(town, folder, desks, dossiers, url), connections))
            time.sleep(1)  # stats counts what is left
        show(connections, runs)
    rates = sorted(raw_rate(town, 5 if dossiers > 500 else 1, url) for _ in range(repetitions))
    print(f"  the same rows by pgbench, 8 clients: {median(rates):.0f}/s ({rates[0]:.0f}–{rates[-1]:.0f})")


def show(connections: int, runs: Sequence[dict[str, Any]]) -> None:
    rates = sorted(run["rate"] for run in runs)
    print(f"  {connections} connections: {median(rates):.0f} acts/s ({rates[0]:.0f}–{rates[-1]:.0f})")
    for act, _ in ACTS:
        times = sorted(value for run in runs for value in run["latencies_ms"][act])
        print(f"    {act:10} p50 {percentile(times, 0.5):5.1f} ms, p99 {percentile(times, 0.99):5.1f} ms")
    names = runs[0]["micros"]
    parts = ", ".join(f"{name} {median(run['micros'][name] for run in runs):.0f}" for name in names)
    print(f"    processor time an act in µs: {parts}")


def main() -> None:
    from tests.benchmarks.__main__ import desks_of

    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--dossiers", type=int, default=1_000)
    arguments.add_argument("--repetitions", type=int, default=3)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, a_town(Path(folder) / "town") as town:
        bench_acts(town, Path(folder), desks_of(town), chosen.dossiers, chosen.repetitions)


if __name__ == "__main__":
    main()
