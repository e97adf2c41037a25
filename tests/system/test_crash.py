"""kill -9 of any service or engine while clerks work: nothing acknowledged is lost, nothing is counted twice.

The short form kills for about 15 seconds; `--long` for ten minutes. The seed is printed and may be set: MOTCUA_SEED=7.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from services.cli.caught_up import wait_until_counted
from shared.clock import SystemClock
from shared.worktime import legal_day
from tests.support.engines import ROOT
from tests.support.town import Town, a_town

DESKS = ["08911.2025", "00004.2025", "00733.2025"]
PROCEDURE = "1.001612"


@pytest.fixture(scope="module")
def doomed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town of this test's own."""
    with a_town(tmp_path_factory.mktemp("doomed")) as place:
        yield place


def clerks_at_work(town: Town, folder: Path, seconds: float, seed: int) -> "subprocess.Popen[str]":
    spec = {
        "home": str(town.home.path),
        "intake": town.url("intake"),
        "processing": town.url("processing"),
        "desks": DESKS,
        "procedure": PROCEDURE,
        "clerks": 6,
        "seconds": seconds,
        "seed": seed,
    }
    path = folder / "clerks.json"
    path.write_text(json.dumps(spec))
    command = [sys.executable, "-m", "tests.support.clerks", str(path)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def kill_at_random(town: Town, end: float, seed: int) -> Counter[str]:
    chance = random.Random(seed)
    victims = town.victims(chance)
    killed: Counter[str] = Counter()
    while time.monotonic() < end:
        time.sleep(chance.uniform(0.1, 1.2))
        if chance.random() < 0.1:
            town.forget_bus()
            killed["the bus with its store"] += 1
        else:
            name = next(victims)
            town.kill(name)
            killed[name] += 1
    return killed


def test_after_any_crashes_every_acknowledged_dossier_is_there_once(
    doomed: Town, tmp_path: Path, is_long: bool
) -> None:
    seed = int(os.environ.get("MOTCUA_SEED", random.SystemRandom().randrange(10**6)))
    seconds = 600.0 if is_long else 10.0
    print(f"\nseed {seed}")
    clerks = clerks_at_work(doomed, tmp_path, seconds, seed)
    killed = kill_at_random(doomed, time.monotonic() + seconds, seed)
    doomed.await_health()
    said, complaints = clerks.communicate(timeout=180)
    assert clerks.returncode == 0, complaints
    history = [json.loads(line) for line in said.splitlines()]
    print(f"killed {dict(killed)}; {len(history)} acts, {sum(act['tries'] > 1 for act in history)} of them repeated")
    assert set(killed) >= set(doomed.mortals()), "everybody must have been killed"
    check_history(doomed, history)


def check_history(town: Town, history: list[dict[str, Any]]) -> None:
    services = town.services("clerk", "officer", "monitor", "operator", "registrar")
    assert wait_until_counted(services, patience=120)
    received = [act for act in history if act["act"] == "receive"]
    assert {act["status"] for act in received} == {201}
    codes = [act["code"] for act in received]
    assert len(codes) == len(set(codes)), "two acknowledgements share a code"
    kept = all_codes(town)
    assert set(codes) <= set(kept), "an acknowledged dossier is lost"
    assert len(kept) == len(set(kept)) == len(codes), "a dossier is there that nobody was told of, or twice"
    check_gapless(kept)
    check_figures(town, history, len(codes))


def all_codes(town: Town) -> list[str]:
    services = town.services("clerk")
    found: list[str] = []
    for desk in DESKS:
        cursor = None
        while True:
            params = {"desk": desk, "limit": 200} | ({"cursor": cursor} if cursor else {})
            page = services.ask("intake", "GET", "/dossiers", params=params)
            found += [item["code"] for item in page["items"]]
            cursor = page["next"]
            if not cursor:
                break
    return found


def check_gapless(codes: list[str]) -> None:
    numbers: dict[str, list[int]] = defaultdict(list)
    for code in codes:
        prefix, _, number = code.rpartition("-")
        numbers[prefix].append(int(number))
    for prefix, taken in numbers.items():
        assert sorted(taken) == list(range(1, len(taken) + 1)), f"{prefix} has a gap"


def check_figures(town: Town, history: list[dict[str, Any]], received: int) -> None:
    services = town.services("monitor", "operator")
    today = legal_day(SystemClock().now()).isoformat()
    span = {"office": "VN", "from": "2026-01-01", "to": max(today, "2026-01-01")}
    figures = services.ask("stats", "GET", "/figures", params=span)["figures"]
    finished = {act["key"] for act in history if act["act"] == "finish"}
    assert figures["received"] == received
    assert figures["resolved"] == len(finished)
    assert services.ask("stats", "POST", "/recount")["differences"] == []
    for service in ("processing", "stats"):
        readers = services.ask(service, "GET", "/health")["readers"]
        assert all(reader["parked"] == 0 for reader in readers), readers
