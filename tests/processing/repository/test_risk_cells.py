"""The counts behind risks, held against counting the same made-up history one dossier after the other."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from services.processing.domain.risk import Likeness, bucket_of
from services.processing.repository.risk_cells import count_risk_cells
from shared.db.database import BoundDatabase
from shared.worktime import legal_day
from tests.processing.made_up import Log
from tests.processing.past import NOW, PROVINCES, Past, a_past, keep


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
