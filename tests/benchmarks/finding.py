"""Finding among millions of dossiers: p50 and p99 of a page of 50 for every kind of question, the nasty ones included.

    python -m tests.benchmarks.finding [--dossiers 5000000] [--home FOLDER]

Each question is asked once (other people, other offices each time), through HTTP and then, with other questions of the
kind, by the use case alone in this process; beside the wall clock stands the processor time of PostgreSQL's backend,
which a busy machine does not lengthen.
"""

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

import asyncpg
import httpx2

from services.intake.domain.finding.question import Question
from services.intake.queries.finding.search import Hit
from services.intake.queries.finding.shares import KnownShares
from services.intake.usecases.finding.search_dossiers import Finder, search_dossiers
from services.intake.vault.vault import Vault
from shared.callers import Caller, Role
from shared.clock import SystemClock
from shared.db.database import BoundDatabase, PooledDatabase
from shared.text import fold
from shared.worktime import legal_day
from tests.benchmarks.load_dossiers import load_dossiers, sizes
from tests.benchmarks.receive import percentile
from tests.support.town import Town, a_town

Row = asyncpg.Record
Ask = tuple[dict[str, Any], str]  # the body and the office whose reach it is asked with
QUESTIONS = 200
_SAMPLE = """
select d.id, d.code, d.office, d.procedure, d.applicant_name, d.phone, d.accepted_at, d.level, o.path[2] as province
from intake.dossiers d tablesample system_rows({}) join intake.offices o on o.code = d.office
"""
_BUSY = "select office from intake.cards group by 1 order by abs(count(*) - 20000) limit 1"
OPEN = ["accepted", "handed_over", "in_process", "awaiting_supplement"]


def words(row: Row, chance: random.Random) -> list[str]:
    found = fold(row["applicant_name"]).split()
    chance.shuffle(found)
    return found


def kinds(busy: str, rare: Sequence[str], today: Any) -> dict[str, Callable[[Row, random.Random], Ask]]:
    """Questions as clerks ask them, from a dossier drawn by chance."""
    month = {"from": str(today - timedelta(days=150)), "to": str(today - timedelta(days=120))}
    common = ["nguyen van ", "nguyen thi ", "tran van ", "le thi ", "cong ty ", "pham minh "]
    return {
        "two common words, nation": lambda r, c: ({"q": c.choice(common)}, "VN"),
        "two common words, province": lambda r, c: ({"q": c.choice(common)}, r["province"]),
        "two common words, commune": lambda r, c: ({"q": c.choice(common)}, r["office"]),
        "whole name in any order, nation": lambda r, c: ({"q": " ".join(words(r, c))}, "VN"),
        "whole name in any order, province": lambda r, c: ({"q": " ".join(words(r, c))}, r["province"]),
        "whole name in any order, commune": lambda r, c: ({"q": " ".join(words(r, c))}, r["office"]),
        "rare name, nation": lambda r, c: ({"q": c.choice(rare)}, "VN"),
        "name being typed, province": lambda r, c: ({"q": fold(r["applicant_name"])[: c.randint(2, 9)]}, r["province"]),
        "telephone, nation": lambda r, c: ({"q": r["phone"] or "0912 345 678"}, "VN"),
        "identity number, nation": lambda r, c: ({"identity_number": f"{c.randrange(10**12):012}"}, "VN"),
        "code being typed, province": lambda r, c: ({"q": r["code"][:-3]}, r["province"]),
        "one state, desk of 20,000": lambda r, c: ({"desk": busy, "status": c.choice([OPEN[:1], ["stopped"]])}, "VN"),
        "open ones, province": lambda r, c: ({"status": OPEN}, r["province"]),
        "overdue, province": lambda r, c: ({"status": OPEN, "due_before": str(today)}, r["province"]),
        "procedure in a month, nation": lambda r, c: ({"procedure": r["procedure"], **month}, "VN"),
        "procedure, province": lambda r, c: ({"procedure": r["procedure"]}, r["province"]),
        "name and procedure, province": lambda r, c: (
            {"q": " ".join(words(r, c)[:2]) + " ", "procedure": r["procedure"]},
            r["province"],
        ),
        "all, province": lambda r, c: ({}, r["province"]),
    }


async def by_use_case(pool: PooledDatabase, vault: Vault, asked: Sequence[Ask], after: Hit | None = None) -> list[Any]:
    """(wall ms, backend ms) of each."""
    shares, today, times = KnownShares(), legal_day(SystemClock().now()), []
    for body, office in asked:
        caller = Caller("bench", frozenset({Role.CLERK}), frozenset({office}))
        async with pool.reading() as connection:
            await shares.ask(connection)
            pid = connection.get_server_pid()
            spent, started = _spent(pid), time.perf_counter()
            finder = Finder(BoundDatabase(connection), vault, shares)
            await search_dossiers(finder, caller, _question(body), today, after, 50)
            times.append((1000 * (time.perf_counter() - started), _spent(pid) - spent))
    return times


def _question(body: dict[str, Any]) -> Question:
    from services.intake.schemas.finding.search import SearchIn

    sought = SearchIn.model_validate(body)
    return sought.as_question(sought.identity_number)


def _spent(pid: int) -> float:
    """Milliseconds of processor time so far."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e6


def by_http(town: Town, asked: Sequence[Ask]) -> list[float]:
    times = []
    headers = {office: town.headers("clerk", offices=(office,)) for office in {office for _, office in asked}}
    with httpx2.Client(timeout=30) as client:
        for body, office in asked:
            started = time.perf_counter()
            answer = client.post(town.url("intake") + "/dossiers/search", json=body, headers=headers[office])
            times.append(1000 * (time.perf_counter() - started))
            assert answer.status_code == 200, answer.text
    return times


async def _drawn(url: str, count: int) -> tuple[list[Row], str, list[str]]:
    connection = await asyncpg.connect(url)
    await connection.execute("create extension if not exists tsm_system_rows")
    rows = await connection.fetch(_SAMPLE.format(count))
    busy = await connection.fetchval(_BUSY)
    rare = await connection.fetch("select word from intake.words where length(word) > 4 order by md5(word) limit 400")
    await connection.close()
    return rows, busy, [row["word"] for row in rare]


def bench_finding(town: Town, count: int, questions: int = QUESTIONS) -> None:
    running = town.home.running()
    assert running
    url = running.database_url
    print(f"\nFinding among {count:,} made-up dossiers, pages of 50, {questions} questions of each kind")
    started = time.monotonic()
    vault = Vault(town.home.key_ring)
    is_fresh = asyncio.run(load_dossiers(url, vault, count))
    print(f"  loaded in {time.monotonic() - started:.0f} s;" if is_fresh else "  loaded before;", end=" ")
    print(", ".join(f"{name} {size:.2f} GB" for name, size in asyncio.run(sizes(url)).items()))
    asyncio.run(_ask_all(town, url, vault, questions))


async def _ask_all(town: Town, url: str, vault: Vault, questions: int) -> None:
    chance = random.Random(7)
    rows, busy, rare = await _drawn(url, 4 * questions)
    today = legal_day(SystemClock().now())
    pool = await PooledDatabase.open(url, size=1)
    print(f"  {'':36} {'HTTP p50':>9} {'p99':>7} {'query p50':>10} {'p99':>7} {'backend p50':>12} {'p99':>7}  ms")
    for name, make in kinds(busy, rare, today).items():
        fitting = [row for row in rows if "commune" not in name or row["level"] == "commune"]
        asked = [make(row, chance) for row in chance.choices(fitting, k=2 * questions)]
        await by_use_case(pool, vault, asked[:2])
        http = await asyncio.to_thread(by_http, town, asked[:questions])
        _show(name, http, await by_use_case(pool, vault, asked[questions:]))
    oldest = Hit(min(row["accepted_at"] for row in rows) + timedelta(days=10), rows[0]["id"])
    for name, asked in (
        ("last page deep, nation", [({}, "VN")] * questions),
        ("last page deep, province", [({}, row["province"]) for row in rows[:questions]]),
        ("last page deep, a name, nation", [({"q": "nguyen van "}, "VN")] * questions),
    ):
        _show(name, [], await by_use_case(pool, vault, asked, oldest))
    await pool.close()


def _show(name: str, http: Sequence[float], query: Sequence[tuple[float, float]]) -> None:
    columns = [sorted(http), sorted(wall for wall, _ in query), sorted(spent for _, spent in query)]
    cells = [(f"{median(c):.1f}", f"{percentile(c, 0.99):.1f}") if c else ("", "") for c in columns]
    widths = ((9, 7), (10, 7), (12, 7))
    line = " ".join(f"{a:>{w}} {b:>{v}}" for (a, b), (w, v) in zip(cells, widths, strict=True))
    print(f"  {name:36} {line}", flush=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--dossiers", type=int, default=5_000_000)
    arguments.add_argument("--questions", type=int, default=QUESTIONS)
    arguments.add_argument("--home", type=Path, help="keep the town here, and load it only once")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, a_town(chosen.home or Path(folder) / "town") as town:
        bench_finding(town, chosen.dossiers, chosen.questions)


if __name__ == "__main__":
    main()
