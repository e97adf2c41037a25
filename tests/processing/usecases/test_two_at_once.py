"""Two who want the same dossier at the same moment: the second waits, and then sees all of it as it is."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest

from services.processing.domain.deed import Deed
from services.processing.domain.dossier import Dossier
from services.processing.domain.state import Act
from services.processing.unit_of_work.work import Work
from services.processing.usecases.act_on_dossier import Seen, act_on_dossier
from shared.callers import Caller, Role
from shared.clock import SetClock
from shared.db.database import PooledDatabase
from shared.ids import new_id
from tests.processing.conftest import applying
from tests.processing.made_up import Log

OFFICER = Caller("canbo.b", frozenset({Role.OFFICER}), frozenset({"VN"}))
_WAITING = "select count(*) from pg_locks where not granted"

Read = Callable[[Work, UUID], Awaitable[Dossier]]


async def as_an_official(work: Work, id: UUID) -> Dossier:
    return (await work.dossiers.locked(id, visible_to=["VN"]))[0]


async def as_a_run_of_facts(work: Work, id: UUID) -> Dossier:
    return (await work.dossiers.known([id]))[id]


async def as_a_reform(work: Work, id: UUID) -> Dossier:
    [dossier] = await work.dossiers.left_behind(["H62.19"], [], 10)
    return dossier


@pytest.mark.parametrize("read", [as_an_official, as_a_run_of_facts, as_a_reform])
async def test_whoever_waited_for_a_dossier_sees_its_steps_as_they_are(
    fresh_database: PooledDatabase, clock: SetClock, log: Log, read: Read
) -> None:
    apply, id = applying(fresh_database, clock), new_id()
    await apply([*log.town(), log.received(id)])
    async with fresh_database.transaction() as connection:
        await connection.execute("insert into processing.successions values ('H62.19', 'H62.20', '2026-11-01')")

    async def wait_and_read() -> Dossier:
        async with fresh_database.transaction() as connection:
            return await read(Work(connection, clock.now()), id)

    async with fresh_database.transaction() as connection:
        deed = Deed(Act.TAKEN_UP, OFFICER.subject, OFFICER.roles, clock.now())
        acted = await act_on_dossier(Work(connection, clock.now()), OFFICER, id, Seen(1), deed)
        second = asyncio.create_task(wait_and_read())
        async with asyncio.timeout(10):
            while not await connection.fetchval(_WAITING):
                await asyncio.sleep(0.01)
    seen = await second
    assert (seen.version, seen.state) == (2, acted.dossier.state)
    assert [(step.number, step.is_open) for step in seen.steps] == [(1, False), (2, True)]
