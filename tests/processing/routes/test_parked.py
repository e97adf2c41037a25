"""Parked facts over HTTP, and the consumer that parks them."""

from typing import Any

import httpx2
import pytest

from services.processing.subscriptions import listening_to_intake
from shared.clock import SetClock
from shared.contracts.terms import Level
from shared.db.database import BoundDatabase
from shared.ids import new_id
from shared.messaging.consumer import Consumer
from shared.messaging.inbox import Inbox
from shared.messaging.lines import Entry
from tests.processing.conftest import Desk
from tests.processing.made_up import Log


@pytest.fixture
async def parked(database: BoundDatabase, clock: SetClock, log: Log, desk: Desk) -> list[str]:
    """A dossier of an office that is not known yet, then its outcome, then the dossier of a known one."""
    foreign, known = new_id(), new_id()
    facts = [
        *log.town(),
        log.received(foreign, office="H62.21", desk="H62.21"),
        log.declared(foreign),
        log.received(known),
    ]
    consumer = Consumer(database, Inbox("processing", "intake"), None, listening_to_intake(clock).apply)  # type: ignore[arg-type]
    entries = [Entry(n, fact.canonical()) for n, fact in enumerate(facts, start=1)]
    assert await consumer.take(entries)
    assert await consumer.take(entries)
    return [str(foreign), str(known)]


async def test_a_refused_fact_is_parked_with_what_follows_and_the_rest_goes_on(desk: Desk, parked: list[str]) -> None:
    told = (await desk.get("/parked", "operator")).json()["parked"]
    assert [(p["position"], p["code"]) for p in told] == [(6, "office_not_known"), (7, "behind_parked")]
    assert (await desk.get(f"/dossiers/{parked[1]}")).status_code == 200


async def test_a_replay_takes_the_whole_stream_when_the_reason_is_gone(
    desk: Desk, parked: list[str], log: Log, database: BoundDatabase, clock: SetClock
) -> None:
    assert (await replay(desk, 6)).json()["code"] == "office_not_known"
    async with database.transaction() as connection:
        await listening_to_intake(clock).apply(connection, [log.office("H62.21", "H62", Level.DISTRICT)])
    assert (await replay(desk, 6)).json() == {"replayed": 2}
    assert (await desk.get("/parked", "operator")).json() == {"parked": []}
    assert (await desk.get(f"/dossiers/{parked[0]}")).json()["state"] == "ready"


async def test_what_is_not_parked_or_not_listened_to_is_refused(desk: Desk, parked: list[str]) -> None:
    assert (await replay(desk, 5)).json()["code"] == "parked_fact_not_found"
    assert (await replay(desk, 6, source="stats")).json()["code"] == "source_not_found"
    for position in (0, -1, 2**63, "x"):
        assert (await replay(desk, position)).status_code == 422


async def test_only_operators_see_and_replay_what_is_parked(desk: Desk, parked: list[str]) -> None:
    assert (await desk.get("/parked", "leader")).json()["code"] == "role_not_allowed"
    assert (await replay(desk, 6, role="leader")).json()["code"] == "role_not_allowed"


async def test_health_tells_how_far_intake_is_read(desk: Desk, parked: list[str]) -> None:
    told = (await desk.client.get("/health")).json()
    assert told["readers"] == [{"source": "intake", "position": 8, "parked": 2}]


async def replay(desk: Desk, position: Any, source: str = "intake", role: str = "operator") -> httpx2.Response:
    headers = desk.identity.headers(role)
    return await desk.client.post(f"/parked/{source}/{position}/replay", headers=headers)
