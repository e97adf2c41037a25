"""The counts behind risks, held against counting the same made-up history one dossier after the other."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.processing.domain.risk import Likeness, bucket_of
from services.processing.repository.risk_cells import count_risk_cells
from shared.db.database import BoundDatabase
from shared.ids import new_id
from shared.worktime import legal_day
from tests.processing.made_up import Log

NOW = datetime(2026, 6, 1, 19, 0, tzinfo=UTC)  # 02/06/2026, 2:00
STAGES = ("Tiếp nhận", "Thẩm định", "Ký duyệt")
PROVINCES = {"H62.19": "H62", "H62.20": "H62", "H10": "H10"}
_DOSSIERS = [
    *("id", "code", "office", "desk", "procedure", "procedure_version", "field", "level", "channel"),
    *("origin", "accepted_at", "counts_by", "version", "state", "last_act_at", "due_at", "due_on", "dues"),
    *("waits", "letters", "outcome", "ended_at", "supplement_requests", "moves"),
]
_STEPS = ["dossier", "number", "kind", "stage", "name", "office", "role", "begun_at", "due_at", "due_on", "counts_by"]
_STEPS += ["ended_at", "ended_by", "ending", "procedure"]


@dataclass
class Past:
    """A dossier with its stages (name, begun, ended); `moved` is a wait (from, until) that moved its due date."""

    id: UUID
    office: str
    procedure: str
    accepted_at: datetime
    due_at: datetime
    ended_at: datetime | None
    outcome: str | None
    counts_by: str
    stages: list[tuple[str, datetime, datetime | None]]
    moved: tuple[datetime, datetime | None] | None = None
    due_before: datetime | None = None

    @property
    def dues(self) -> list[list[str]]:
        parts = [(self.accepted_at, self.due_before or self.due_at)]
        if self.due_before and self.moved and self.moved[1]:
            parts.append((self.moved[1], self.due_at))
        return [[at.isoformat(), due.isoformat(), legal_day(due).isoformat()] for at, due in parts]

    @property
    def waits(self) -> list[list[str | None]]:
        if self.moved is None:
            return []
        from_at, until_at = self.moved
        return [["supplement", from_at.isoformat(), until_at and until_at.isoformat()]]

    @property
    def state(self) -> str:
        waiting = self.moved and self.moved[1] is None
        return "ready" if self.ended_at else "awaiting_supplement" if waiting else "in_process"

    def row(self) -> tuple[Any, ...]:
        return (
            *(self.id, str(self.id), self.office, self.office, self.procedure, 1, "Lĩnh vực", "district", "direct"),
            *("counter", self.accepted_at, self.counts_by, 3, self.state, self.accepted_at, self.due_at),
            *(legal_day(self.due_at), self.dues, self.waits, [], self.outcome, self.ended_at, 0, []),
        )

    def steps(self) -> Iterator[tuple[Any, ...]]:
        for number, (name, begun_at, ended_at) in enumerate(self.stages, start=1):
            done = (ended_at, "cb", "done") if ended_at else (None, None, None)
            due = (self.due_at, legal_day(self.due_at), self.counts_by)
            yield self.id, number, "stage", number, name, self.office, "officer", begun_at, *due, *done, self.procedure


def a_past(chance: random.Random) -> Past:
    """Of the last three years or so, some without stages, some waiting, some with a date that a wait moved."""
    accepted_at = NOW - timedelta(days=chance.uniform(0, 120) if chance.random() < 0.9 else chance.uniform(700, 760))
    due_at = accepted_at + timedelta(days=chance.choice((0.2, 3, 10, 40)))
    at, stages, moved, due_before = accepted_at, [], None, None
    ended_at: datetime | None = None
    for name in STAGES if chance.random() < 0.8 else ():
        until = at + timedelta(days=chance.expovariate(1 / 4))
        stages.append((name, at, until if until < NOW else None))
        at = until
        if until >= NOW:
            break
    if not stages:
        at = accepted_at + timedelta(days=chance.expovariate(1 / 10))
    if at < NOW:
        ended_at = at
    if chance.random() < 0.3:
        from_at = accepted_at + (min(at, NOW) - accepted_at) * chance.random() * 0.5
        until_at = from_at + (min(at, NOW) - from_at) * chance.random()
        if ended_at or chance.random() < 0.5:
            moved, due_before, due_at = (from_at, until_at), due_at, due_at + (until_at - from_at)
        else:
            moved = (from_at, None)
    outcome = chance.choice(("result", "result", "refusal", "withdrawn")) if ended_at else None
    counts_by = chance.choice(("day", "hour"))
    office, procedure = chance.choice(list(PROVINCES)), chance.choice(("1.001612", "1.001613"))
    return Past(
        new_id(), office, procedure, accepted_at, due_at, ended_at, outcome, counts_by, stages, moved, due_before
    )


def is_known(past: Past) -> bool:
    """Due before today, in the last two years, ended with a result or late for certain."""
    if legal_day(past.due_at) >= legal_day(NOW) or past.accepted_at < NOW.replace(year=NOW.year - 2):
        return False
    return past.outcome in {"result", "refusal"} if past.ended_at else past.state == "in_process"


def is_late(past: Past) -> bool:
    if past.ended_at is None:
        return True
    if past.counts_by == "hour":
        return past.ended_at > past.due_at
    return legal_day(past.ended_at) > legal_day(past.due_at)


def passed(past: Past) -> set[tuple[str, int]]:
    """Stages with the buckets that it was in on one of its days, waits left out."""
    until = past.ended_at or NOW
    held = [(past.accepted_at, past.moved[0] if past.moved else until, past.due_before or past.due_at)]
    if past.moved and past.moved[1]:
        held.append((past.moved[1], until, past.due_at))
    found = set()
    for name, begun_at, ended_at in past.stages or [("", past.accepted_at, past.ended_at)]:
        for from_at, until_at, due_at in held:
            first, last = max(from_at, begun_at), min(until_at, ended_at or NOW)
            if first <= last:
                days = [legal_day(due_at) - day for day in days_of(legal_day(first), legal_day(last))]
                found |= {(name, bucket) for left in days if (bucket := bucket_of(left.days)) is not None}
    return found


def days_of(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def counted(history: list[Past]) -> dict[tuple[Any, ...], tuple[int, int]]:
    totals, late = Counter[tuple[Any, ...]](), Counter[tuple[Any, ...]]()
    for past in filter(is_known, history):
        for stage, bucket in passed(past):
            for key in (
                (Likeness.OFFICE_AND_PROCEDURE, past.office, past.procedure, stage, bucket),
                (Likeness.PROVINCE_AND_PROCEDURE, PROVINCES[past.office], past.procedure, stage, bucket),
                (Likeness.OFFICE, past.office, "", stage, bucket),
                (Likeness.STAGE, "", "", stage, bucket),
            ):
                totals[key] += 1
                late[key] += is_late(past)
    return {key: (total, late[key]) for key, total in totals.items()}


async def keep(database: BoundDatabase, history: list[Past]) -> None:
    columns = {"dossiers": _DOSSIERS, "steps": _STEPS}
    rows = {
        "dossiers": [past.row() for past in history],
        "steps": [step for past in history for step in past.steps()],
    }
    async with database.transaction() as connection:
        for table, names in columns.items():
            values = ", ".join(f"${n}" for n in range(1, len(names) + 1))
            await connection.executemany(
                f"insert into processing.{table} ({', '.join(names)}) values ({values})", rows[table]
            )


async def cells(database: BoundDatabase) -> dict[tuple[Any, ...], tuple[int, int]]:
    async with database.transaction() as connection:
        await count_risk_cells(connection, NOW)
        rows = await connection.fetch("select * from processing.risk_cells")
    return {
        (Likeness(r["likeness"]), r["place"], r["procedure"], r["stage"], r["bucket"]): (r["total"], r["late"])
        for r in rows
    }


@pytest.mark.parametrize("seed", range(4))
async def test_the_database_counts_as_one_would_by_hand(database: BoundDatabase, town: Log, seed: int) -> None:
    chance = random.Random(seed)
    history = [a_past(chance) for _ in range(250)]
    await keep(database, history)
    assert await cells(database) == counted(history)


async def test_a_wider_likeness_never_knows_fewer_nor_more_late_than_all(database: BoundDatabase, town: Log) -> None:
    chance = random.Random(99)
    await keep(database, [a_past(chance) for _ in range(400)])
    found = await cells(database)
    assert {key[0] for key in found} == set(Likeness)
    for (likeness, place, procedure, stage, bucket), (total, late) in found.items():
        assert 0 <= late <= total
        if likeness is Likeness.OFFICE_AND_PROCEDURE:
            for wider in (
                (Likeness.PROVINCE_AND_PROCEDURE, PROVINCES[place], procedure, stage, bucket),
                (Likeness.OFFICE, place, "", stage, bucket),
                (Likeness.STAGE, "", "", stage, bucket),
            ):
                assert found[wider][0] >= total
                assert found[wider][1] >= late


async def test_counting_again_leaves_nothing_of_the_count_before(database: BoundDatabase, town: Log) -> None:
    chance = random.Random(5)
    await keep(database, [a_past(chance) for _ in range(100)])
    assert await cells(database) == await cells(database)
