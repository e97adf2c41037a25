"""What a day off would do to the due dates of open dossiers, and where most is likely late: over HTTP, with memory.

python -m tests.benchmarks.what_if [--dossiers 1000000] [--ended 60000]
"""

import argparse
import asyncio
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx2

from shared.clock import SystemClock
from shared.worktime import legal_day, national_calendar
from tests.benchmarks.memory import watching
from tests.benchmarks.shares import furnish
from tests.support.town import Town, a_town

_SECONDS = 300


def ask(town: Town, method: str, path: str, office: str, body: Any = None) -> tuple[float, dict[str, Any]]:
    headers = town.headers("monitor", offices=[office])
    began = time.perf_counter()
    answer = town.client.request(
        method, f"{town.url('processing')}{path}", headers=headers, json=body, timeout=_SECONDS
    )
    took = time.perf_counter() - began
    assert answer.status_code == httpx2.codes.OK, answer.text
    return took, answer.json()


def bench_what_if(town: Town, dossiers: int, ended: int) -> None:
    """Fills processing's tables beside what the town has, and asks three times each."""
    running = town.home.running()
    assert running
    print(f"What if, and where it is likely late, {dossiers:,} open dossiers, {3 * ended:,} ended steps:")
    offices, _ = asyncio.run(furnish(running.database_url, ended, dossiers))
    off = national_calendar().working_day_after(legal_day(SystemClock().now()), 3)
    body = {"days": [{"day": off.isoformat(), "kind": "day_off"}]}
    for name, office in (("nation", "VN"), ("a province", offices[0]["province"]), ("a commune", offices[0]["office"])):
        with watching(town.pids()) as peaks:
            told = [ask(town, "POST", "/calendar/what-if", office, body) for _ in range(3)]
        seconds, last = sorted(took for took, _ in told), told[-1][1]
        print(f"  what if, {name}: {seconds[1]:.2f} s ({seconds[0]:.2f}–{seconds[-1]:.2f}) for {last['examined']:,}")
        print(f"    {last['whole']['moved']:,} would move; MiB: {peaks.services.get('processing', 0):.0f}")
        listed = [ask(town, "POST", "/calendar/what-if/dossiers", office, body)[0] for _ in range(3)]
        print(f"    its first page of dossiers: {1e3 * sorted(listed)[1]:.0f} ms")
        for by in ("office", "procedure"):
            counted = sorted(ask(town, "GET", f"/risks/counts?by={by}", office)[0] for _ in range(3))
            print(f"    likely late by {by}: {counted[1]:.2f} s ({counted[0]:.2f}–{counted[-1]:.2f})")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--dossiers", type=int, default=1_000_000)
    arguments.add_argument("--ended", type=int, default=60_000)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, a_town(Path(folder) / "town") as town:
        bench_what_if(town, chosen.dossiers, chosen.ended)
