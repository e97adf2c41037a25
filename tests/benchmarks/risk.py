"""Backtest of the risk of being late: what was said on past mornings, held against what happened.

    python -m tests.benchmarks.risk [--dossiers 200000]

Two years of made-up work: every office, procedure and season has a pace of its own, stages take as long as people take
(a lognormal tail), and work is hurried when the date comes near. The maker knows nothing of buckets or likenesses.
"""

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from math import exp
from pathlib import Path
from typing import Any

import asyncpg

from services.processing.domain.risk import risk_of
from services.processing.queries.risks import known_of
from services.processing.repository.risk_cells import count_risk_cells
from shared.ids import new_id
from tests.benchmarks.receive import percentile
from tests.support.town import Town, a_town

BEGIN = datetime(2025, 7, 7, 1, 0, tzinfo=UTC)
DAYS = 480
STAGES = ("Tiếp nhận, chuyển hồ sơ", "Thẩm định, giải quyết", "Ký duyệt, ban hành")
TERMS = (3, 5, 7, 10, 15, 20, 30)
_DOSSIERS = [
    *("id", "code", "office", "desk", "procedure", "procedure_version", "field", "level", "channel"),
    *("origin", "accepted_at", "counts_by", "version", "state", "last_act_at", "due_at", "due_on", "dues"),
    *("waits", "letters", "outcome", "ended_at", "supplement_requests", "moves"),
]
_STEPS = [
    *("dossier", "number", "kind", "stage", "name", "office", "role", "begun_at", "due_at", "due_on"),
    *("counts_by", "ended_at", "ended_by", "ending", "procedure"),
]
_OPEN = """
select d.id, d.office, d.procedure, d.due_on, d.ended_at, s.name as stage from processing.dossiers d
join processing.steps s on s.dossier = d.id and s.begun_at <= $1 and s.ended_at > $1
where d.accepted_at <= $1 and d.ended_at > $1 and d.due_on >= $2 order by md5(d.id::text) limit $3
"""


class Maker:
    """Dossiers one after the other, each with its three stages."""

    def __init__(self, offices: list[str], seed: int = 11) -> None:
        self.chance = random.Random(seed)
        self.offices = {code: exp(self.chance.gauss(0, 0.35)) for code in offices}
        self.procedures = {
            f"1.00{1000 + n}": (self.chance.choice(TERMS), exp(self.chance.gauss(0, 0.3))) for n in range(40)
        }
        self.codes, self.names = list(self.offices), list(self.procedures)

    def make(self, number: int) -> tuple[tuple[Any, ...], list[tuple[Any, ...]]]:
        chance = self.chance
        office = self.codes[int(len(self.codes) * chance.random() ** 1.5)]
        procedure = self.names[int(len(self.names) * chance.random() ** 2)]
        term, pace = self.procedures[procedure]
        accepted_at = BEGIN + timedelta(days=DAYS * chance.random(), hours=chance.random() * 8)
        due_at = (accepted_at + timedelta(days=term * 1.4)).replace(hour=10, minute=0)
        season = 1.25 if accepted_at.month in {1, 2, 12} else 1.0
        takes = term * 1.4 * pace * self.offices[office] * season * 0.5
        id, at, steps = new_id(), accepted_at, list[tuple[Any, ...]]()
        for stage, share in enumerate((0.1, 0.7, 0.2), start=1):
            near = 0.6 if (due_at - at).days <= 2 else 1.0
            end = at + timedelta(days=max(0.02, takes * share * near * exp(chance.gauss(0, 0.5))))
            done = ("cb", "done", procedure)
            name, due = STAGES[stage - 1], (at, due_at, due_at.date(), "day")
            steps.append((id, stage, "stage", stage, name, office, "officer", *due, end, *done))
            at = end
        row = (
            id,
            f"RISK-{number}",
            office,
            office,
            procedure,
            1,
            "Lĩnh vực",
            "commune",
            "direct",
            "counter",
            accepted_at,
        )
        more = ("day", 4, "ready", at, due_at, due_at.date(), "[]", "[]", "[]", "result", at, 0, "[]")
        return row + more, steps


async def fill(connection: asyncpg.Connection, maker: Maker, count: int) -> None:
    for first in range(0, count, 20_000):
        made = [maker.make(n) for n in range(first, min(count, first + 20_000))]
        rows: Iterator[tuple[Any, ...]] = (row for row, _ in made)
        await connection.copy_records_to_table("dossiers", schema_name="processing", columns=_DOSSIERS, records=rows)
        steps = (step for _, each in made for step in each)
        await connection.copy_records_to_table("steps", schema_name="processing", columns=_STEPS, records=steps)
    await connection.execute("vacuum (analyze) processing.dossiers, processing.steps")


async def mornings(connection: asyncpg.Connection, count: int) -> tuple[list[tuple[float, bool]], int, list[float]]:
    """What was said on twelve mornings of the last half year, and what came of it."""
    said, silent, took = list[tuple[float, bool]](), 0, list[float]()
    for week in range(12):
        now = BEGIN + timedelta(days=DAYS - 180 + week * 13)
        began = time.perf_counter()
        async with connection.transaction():
            await count_risk_cells(connection, now)
        took.append(time.perf_counter() - began)
        today: date = (now + timedelta(hours=7)).date()
        for row in await connection.fetch(_OPEN, now, today, count):
            left = (row["due_on"] - today).days
            known = await known_of(connection, row["office"], row["procedure"], row["stage"], left)
            share = risk_of(left, known).share
            ended_on = (row["ended_at"] + timedelta(hours=7)).date()
            if share is None:
                silent += 1
            else:
                said.append((share, ended_on > row["due_on"]))
    return said, silent, took


def report(said: list[tuple[float, bool]], silent: int, took: list[float]) -> None:
    base = sum(late for _, late in said) / len(said)
    brier = sum((share - late) ** 2 for share, late in said) / len(said)
    naive = base * (1 - base)
    median, total = percentile(sorted(took), 0.5), len(said) + silent
    print(f"  counted in {median:.1f} s (longest {max(took):.1f}); nothing said of {silent} in {total}")
    print(f"  Brier {brier:.4f}; the base rate {base:.3f} said of all {naive:.4f}; skill {1 - brier / naive:.2f}")
    print("  said      happened   dossiers")
    for tenth in range(10):
        inside = [(share, late) for share, late in said if tenth / 10 <= share < (tenth + 1) / 10 + (tenth == 9)]
        if inside:
            mean = sum(share for share, _ in inside) / len(inside)
            happened = sum(late for _, late in inside) / len(inside)
            print(f"  {mean:5.1%}     {happened:6.1%}   {len(inside):9}")


async def backtest(url: str, dossiers: int) -> None:
    connection = await asyncpg.connect(url)
    rows = await connection.fetch(
        "select code from processing.offices where level = 'commune' and valid_to is null order by md5(code) limit 60"
    )
    await fill(connection, Maker([row["code"] for row in rows]), dossiers)
    report(*await mornings(connection, 1_500))
    await connection.close()


def bench_risk(town: Town, dossiers: int) -> None:
    running = town.home.running()
    assert running
    print(f"Risk of being late, backtest over {dossiers:,} dossiers of 60 offices and 40 procedures:")
    asyncio.run(backtest(running.database_url, dossiers))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--dossiers", type=int, default=200_000)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, a_town(Path(folder) / "town") as town:
        bench_risk(town, chosen.dossiers)
