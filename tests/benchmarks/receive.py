"""Receiving: dossiers a second through HTTP against the same rows by pgbench on the same database, interleaved.

pgbench writes what a receipt writes (idempotency key, counter, dossier, fact, outbox entry) with one statement a
transaction, eight clients, prepared, `synchronous_commit = on`. While it runs the services stand still (SIGSTOP).
The HTTP load comes from a process of its own on the same cores; it counts against the suite.
"""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from shared.local.cluster import binaries
from tests.benchmarks.processor_time import spent
from tests.support.engines import ROOT
from tests.support.town import Town

SERVICES = ("intake", "processing", "stats")
DESKS = 50


@contextmanager
def standing_still(town: Town, names: Sequence[str]) -> Iterator[None]:
    pids = [town.pids()[name] for name in names]
    for pid in pids:
        os.kill(pid or 0, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid or 0, signal.SIGCONT)


def raw_rate(town: Town, seconds: int) -> float:
    """Transactions a second of the same rows by pgbench; its outbox entries are taken away again unread."""
    running = town.home.running()
    assert running
    tools = binaries()
    script = Path(__file__).with_name("receive.sql")
    command = [tools / "pgbench", "-n", "-M", "prepared", "-c", "8", "-j", "2", "-T", str(seconds), "-f", script]
    with standing_still(town, SERVICES):
        done = subprocess.run([*command, running.database_url], capture_output=True, text=True, check=True)
        clean = [sys.executable, "-m", "tests.benchmarks.forget_raw_rows", running.database_url]
        subprocess.run(clean, cwd=ROOT, check=True)
    found = re.search(r"tps = ([0-9.]+)", done.stdout)
    assert found, done.stdout
    return float(found[1])


def http_load(town: Town, folder: Path, seconds: float, connections: int, desks: Sequence[str]) -> dict[str, Any]:
    """One run of the load process with processor time a request of every program."""
    spec = {
        "host": "127.0.0.1",
        "port": int(town.url("intake").rsplit(":", 1)[1]),
        "connections": connections,
        "seconds": seconds,
        "method": "POST",
        "path": "/dossiers",
        "headers": {**town.headers("clerk"), "Content-Type": "application/json"},
        "bodies": [receipt(desk) for desk in desks],
    }
    path = folder / "load.json"
    path.write_text(json.dumps(spec))
    before = spent(town.pids())
    command = [sys.executable, "-m", "tests.benchmarks.load", str(path)]
    result: dict[str, Any] = json.loads(
        subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    )
    count = sum(result["statuses"].values())
    assert set(result["statuses"]) == {"201"}, result["statuses"]
    after = spent(town.pids())
    result["rate"] = count / result["seconds"]
    result["micros"] = {name: 1e6 * (after[name] - before[name]) / count for name in after}
    return result


def receipt(desk: str) -> str:
    body = {
        "desk": desk,
        "procedure": "1.001612",
        "channel": "direct",
        "applicant": {"kind": "citizen", "name": "Nguyễn Văn Mẫu", "phone": "0912345678", "address": "Thôn Một"},
    }
    return json.dumps(body, ensure_ascii=False)


def percentile(values: Sequence[float], share: float) -> float:
    return values[min(len(values) - 1, int(share * len(values)))]


def bench_receive(town: Town, folder: Path, desks: Sequence[str], repetitions: int, seconds: int) -> None:
    print(f"\nReceiving ({repetitions} repetitions of {seconds} s, interleaved; medians; {len(desks)} desks)")
    for title, still in (("intake alone", ("processing", "stats")), ("the whole suite", ())):
        for connections in (4, 32):
            rows = []
            for _ in range(repetitions):
                raw = raw_rate(town, seconds)
                with standing_still(town, still):
                    run = http_load(town, folder, seconds, connections, desks)
                rows.append((raw, run))
            show(f"{title}, {connections} connections", rows)


def show(title: str, rows: Sequence[tuple[float, dict[str, Any]]]) -> None:
    ratios = sorted(run["rate"] / raw for raw, run in rows)
    latencies = sorted(value for _, run in rows for value in run["latencies_ms"])
    print(f"  {title}:")
    print(f"    raw SQL {median(raw for raw, _ in rows):7.0f}/s   HTTP {median(r['rate'] for _, r in rows):7.0f}/s")
    print(f"    ratio {median(ratios):.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f})", end="   ")
    print(f"latency p50 {percentile(latencies, 0.5):.1f} ms, p99 {percentile(latencies, 0.99):.1f} ms")
    names = rows[0][1]["micros"]
    parts = ", ".join(f"{name} {median(run['micros'][name] for _, run in rows):.0f}" for name in names)
    print(f"    processor time a receipt in µs: {parts}")
