"""The watch raises each warning once; what was done is quiet, what is not done any more is loud again."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from services.processing.domain.warnings.deserved import USUAL_WATCH
from services.processing.unit_of_work.work import Work
from services.processing.usecases.raise_warnings import raise_warnings
from shared.clock import SetClock
from shared.contracts.terms import CountsBy, TermPart
from shared.db.database import BoundDatabase, PooledDatabase
from shared.ids import new_id
from tests.processing.conftest import Apply, Desk, applying
from tests.processing.made_up import Log, local

Pass = Callable[[str], Awaitable[int]]
DUE = "2026-11-27"  # a Friday


@pytest.fixture
def watch(database: BoundDatabase, clock: SetClock) -> Pass:
    """A pass at a local time."""

    async def pass_at(at: str) -> int:
        clock.turn_to(local(at))
        return await raise_warnings(database, clock, USUAL_WATCH)

    return pass_at


@pytest.fixture
async def dossier(apply: Apply, town: Log) -> UUID:
    id = new_id()
    await apply([town.received(id)])
    return id


async def rows(database: BoundDatabase, dossier: UUID) -> list[asyncpg.Record]:
    async with database.reading() as connection:
        return await connection.fetch("select * from processing.warnings where dossier = $1 order by number", dossier)


async def open_kinds(database: BoundDatabase, dossier: UUID) -> list[str]:
    return [row["kind"] for row in await rows(database, dossier) if row["quietened_at"] is None]


async def act(desk: Desk, clock: SetClock, dossier: UUID, *acts: str, version: int = 1, **body: Any) -> None:
    for offset, name in enumerate(acts):
        clock.turn_to(clock.now() + timedelta(minutes=1))
        answer = await desk.act(dossier, name, version + offset, "leader", "officer", "clerk", body=body)
        assert answer.status_code == 200, answer.text


async def test_two_passes_raise_once(watch: Pass, database: BoundDatabase, dossier: UUID) -> None:
    assert await watch("2026-11-25 06:30") == 2  # due soon, and the desk's own hand-over is long over
    assert await watch("2026-11-25 06:45") == 0
    assert len(await rows(database, dossier)) == 2


async def test_the_later_takes_the_place_of_the_earlier(
    watch: Pass, desk: Desk, clock: SetClock, database: BoundDatabase, dossier: UUID
) -> None:
    await act(desk, clock, dossier, "take-up")
    told = []
    for at in ("25 06:30", "26 06:30", "27 06:30", "28 06:30", "30 06:30"):
        await watch(f"2026-11-{at}")
        told.append(await open_kinds(database, dossier))
    assert told == [["due_soon"], ["due_soon", "letter_today"], ["due_today"], ["overdue"], ["overdue"]]
    assert [row["kind"] for row in await rows(database, dossier)] == [
        "due_soon",
        "letter_today",
        "due_today",
        "overdue",
    ]


@pytest.mark.parametrize(
    "ending", [["take-up", "finish"], ["take-up", "withdrawal-request", "withdrawal"], ["take-up", "stop"]]
)
async def test_what_has_ended_is_quiet_from_that_moment_on(
    watch: Pass, desk: Desk, clock: SetClock, database: BoundDatabase, dossier: UUID, ending: list[str]
) -> None:
    await watch("2026-11-30 06:30")
    assert "overdue" in await open_kinds(database, dossier)
    await act(desk, clock, dossier, *ending, note="lý do")
    assert await open_kinds(database, dossier) == []
    assert {row["quietened_at"] for row in await rows(database, dossier)} <= {
        clock.now() - timedelta(minutes=n) for n in range(len(ending))
    }


async def test_what_was_undone_is_loud_again_and_still_the_same_warning(
    watch: Pass, desk: Desk, clock: SetClock, database: BoundDatabase, dossier: UUID
) -> None:
    await act(desk, clock, dossier, "take-up")
    await watch("2026-11-30 06:30")
    await act(desk, clock, dossier, "finish", version=2)
    assert await open_kinds(database, dossier) == []
    await act(desk, clock, dossier, "undo", version=3, note="Ghi nhầm")
    assert await watch("2026-11-30 08:00") == 1
    assert await open_kinds(database, dossier) == ["overdue"]
    assert len(await rows(database, dossier)) == 1


async def test_a_pause_is_quiet_and_the_moved_due_date_makes_another(
    watch: Pass, desk: Desk, clock: SetClock, database: BoundDatabase, dossier: UUID
) -> None:
    await act(desk, clock, dossier, "take-up")
    await watch("2026-11-26 06:30")
    await act(desk, clock, dossier, "payment-request", version=2)
    assert await open_kinds(database, dossier) == []
    assert await watch("2026-11-30 06:30") == 0
    await act(desk, clock, dossier, "payment-receipt", version=3)
    await watch("2026-12-08 06:30")
    found = await rows(database, dossier)
    assert [(row["kind"], str(row["due_on"])) for row in found if row["quietened_at"] is None] == [
        ("overdue", "2026-12-01")
    ]


async def test_whoever_has_the_step_now_is_concerned(
    watch: Pass, desk: Desk, clock: SetClock, database: BoundDatabase, dossier: UUID
) -> None:
    await act(desk, clock, dossier, "take-up", assignee="canbo.b")
    await watch("2026-11-30 06:30")
    assert {row["assignee"] for row in await rows(database, dossier)} == {"canbo.b"}
    await act(desk, clock, dossier, "assignment", version=2, assignee="canbo.c")
    assert {row["assignee"] for row in await rows(database, dossier)} == {"canbo.c"}


async def test_the_heir_of_an_office_that_ended_is_concerned(
    watch: Pass, apply: Apply, town: Log, database: BoundDatabase, dossier: UUID
) -> None:
    await watch("2026-11-30 06:30")
    await apply([town.succeeded("H62.19", "H62.20", local("2026-11-30 00:00").date())])
    assert {row["office"] for row in await rows(database, dossier) if row["quietened_at"] is None} == {"H62.20"}


async def test_by_hours_it_is_warned_of_within_the_day(
    watch: Pass, apply: Apply, town: Log, database: BoundDatabase
) -> None:
    id = new_id()
    due = local("2026-11-25 14:00")
    term = TermPart(unit="working_hour", amount=4)
    await apply(
        [
            town.received(
                id,
                accepted_at=local("2026-11-25 08:30"),
                term=term,
                counts_by=CountsBy.HOUR,
                due_at=due,
                due_on=due.date(),
            )
        ]
    )
    told = []
    for at in ("12:45", "13:00", "14:15"):
        await watch(f"2026-11-25 {at}")
        told.append(await open_kinds(database, id))
    assert told == [[], ["due_today"], ["overdue"]]


async def test_supplement_and_result_that_nobody_brings_or_takes(
    watch: Pass, desk: Desk, clock: SetClock, apply: Apply, town: Log, database: BoundDatabase
) -> None:
    asked, untold, ready = (new_id() for _ in range(3))
    await apply([town.received(id) for id in (asked, untold, ready)])
    for id in (asked, untold):
        await act(desk, clock, id, "take-up", "supplement-request", note="Thiếu bản sao")
    await act(desk, clock, asked, "supplement-notice", version=3)
    await act(desk, clock, ready, "take-up", "finish")
    await watch("2026-11-26 06:30")
    assert await open_kinds(database, untold) == ["notice_due"]
    await watch("2026-12-01 06:30")
    assert await open_kinds(database, ready) == ["not_collected"]
    await watch("2026-12-10 06:30")
    assert await open_kinds(database, asked) == ["supplement_answer_overdue"]
    assert [str(row["due_on"]) for row in await rows(database, ready)] == ["2026-12-01", "2026-12-08"]
    await act(desk, clock, asked, "closing", version=4)
    await act(desk, clock, ready, "not-collected", version=3, note="Đã gọi")
    assert await open_kinds(database, asked) == await open_kinds(database, ready) == []
    assert await watch("2026-12-11 06:30") == 0


async def test_a_pass_that_was_interrupted_is_made_up_for(
    watch: Pass, desk: Desk, clock: SetClock, apply: Apply, town: Log, database: BoundDatabase, dossier: UUID
) -> None:
    await watch("2026-11-30 06:30")
    more = new_id()
    await apply([town.received(more)])
    assert await watch("2026-11-30 06:31") == 2
    assert await open_kinds(database, more) == ["overdue", "step_overdue"]


async def test_of_many_pages_none_is_missed(watch: Pass, apply: Apply, town: Log, database: BoundDatabase) -> None:
    for _ in range(3):
        await apply([town.received() for _ in range(150)])
    assert await watch("2026-11-30 06:30") == 900
    assert await watch("2026-11-30 06:45") == 0


async def test_what_somebody_acts_on_meanwhile_is_left_to_the_next_pass(
    fresh_database: PooledDatabase, clock: SetClock, log: Log
) -> None:
    apply = applying(fresh_database, clock)
    id = new_id()
    await apply(log.town())
    await apply([log.received(id)])
    clock.turn_to(local("2026-11-30 06:30"))
    async with fresh_database.transaction() as connection:
        await Work(connection, clock.now()).dossiers.known([id])
        assert await raise_warnings(fresh_database, clock, USUAL_WATCH) == 0
    assert await raise_warnings(fresh_database, clock, USUAL_WATCH) == 2
