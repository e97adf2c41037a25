"""Where dossiers stand follows processing's facts: in any order, with repeats, over the real inbox."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import httpx2
import pytest

from services.intake.subscriptions import listening_to_processing
from shared.clock import SetClock
from shared.contracts.envelope import Fact
from shared.contracts.processing import SOURCE
from shared.db.database import BoundDatabase
from shared.errors import Invalid
from shared.ids import new_id
from shared.messaging.consumer import Consumer
from shared.messaging.inbox import Inbox
from shared.messaging.lines import Entry
from tests.intake.conftest import COMMUNE
from tests.intake.routes.test_dossiers import receive
from tests.intake.standings import a_standing, acted
from tests.support.people import Identity


class Reader:
    """The counter's consumer, handed runs as the bus would."""

    def __init__(self, database: BoundDatabase, clock: SetClock) -> None:
        self.database = database
        self.apply = listening_to_processing(clock).apply
        self.consumer = Consumer(database, Inbox("intake", SOURCE), None, self.apply)  # type: ignore[arg-type]
        self.position = 0

    async def take(self, facts: Sequence[Fact]) -> None:
        entries = [Entry(self.position + n, fact.canonical()) for n, fact in enumerate(facts, start=1)]
        self.position += len(entries)
        assert await self.consumer.take(entries)

    async def standing(self, dossier: UUID) -> tuple[Any, ...]:
        async with self.database.reading() as connection:
            row = await connection.fetchrow("select * from intake.standings where dossier = $1", dossier)
            return (row["version"], row["state"], row["office"], row["due_on"])


@pytest.fixture
def reader(database: BoundDatabase, clock: SetClock) -> Reader:
    return Reader(database, clock)


def history(dossier: UUID | str) -> list[Fact]:
    states = ("accepted", "handed_over", "in_process", "ready")
    return [acted(a_standing(dossier, n, state)) for n, state in enumerate(states, start=1)]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::3])
async def test_the_newest_version_wins_in_any_order_with_repeats(reader: Reader, order: Sequence[int]) -> None:
    dossier = new_id()
    facts = history(dossier)
    for n in order:
        await reader.take([facts[n]])
        await reader.take([facts[n], facts[order[0]]])
    assert (await reader.standing(dossier))[:2] == (4, "ready")


async def test_a_whole_run_is_noted_at_once(reader: Reader) -> None:
    dossiers = [new_id() for _ in range(5)]
    facts = [fact for dossier in dossiers for fact in history(dossier)]
    await reader.take(facts[::-1])
    assert {(await reader.standing(dossier))[1] for dossier in dossiers} == {"ready"}


async def test_what_was_taken_is_not_taken_again(reader: Reader, database: BoundDatabase) -> None:
    dossier = new_id()
    run = [Entry(n, fact.canonical()) for n, fact in enumerate(history(dossier), start=1)]
    assert await reader.consumer.take(run)
    async with database.transaction() as connection:
        await connection.execute("update intake.standings set version = 0 where dossier = $1", dossier)
    assert await reader.consumer.take(run)
    assert (await reader.standing(dossier))[0] == 0


async def test_a_receipt_is_accepted_before_processing_has_opened_it(
    client: httpx2.AsyncClient, identity: Identity, reader: Reader
) -> None:
    headers = identity.headers("clerk")
    receipt = await receive(client, headers)
    dossier = (await client.get(f"/dossiers/{receipt['id']}", headers=headers)).json()
    assert dossier["standing"] == {
        "state": "accepted",
        "state_name": "đã tiếp nhận",
        "office": receipt["office"],
        "due_at": receipt["due_at"],
        "due_on": receipt["due_on"],
        "ended_at": None,
        "returned_at": None,
        "version": 0,
    }
    await reader.take([acted(a_standing(receipt["id"], 3, "in_process"))])
    dossier = (await client.get(f"/dossiers/{receipt['id']}", headers=headers)).json()
    assert (dossier["standing"]["state_name"], dossier["standing"]["version"]) == ("đang giải quyết", 3)


async def test_a_dossier_that_moved_is_found_by_the_successors_clerks(
    client: httpx2.AsyncClient, identity: Identity, reader: Reader
) -> None:
    receipt = await receive(client, identity.headers("clerk"))
    successor = identity.headers("clerk", offices=("H26",))
    assert (await client.get("/dossiers", headers=successor)).json()["items"] == []
    await reader.take([acted(a_standing(receipt["id"], 2, "in_process", office="H26"))])
    (line,) = (await client.get("/dossiers", params={"q": "canh gác"}, headers=successor)).json()["items"]
    assert (line["code"], line["office"], line["standing"]["office"]) == (receipt["code"], receipt["office"], "H26")
    assert (await client.get(f"/dossiers/{receipt['code']}", headers=successor)).status_code == 200
    asked = {"office": "H26", "status": "in_process"}
    assert len((await client.get("/dossiers", params=asked, headers=identity.headers("clerk"))).json()["items"]) == 1
    desk = identity.headers("clerk", offices=("H62",))
    assert len((await client.get("/dossiers", headers=desk)).json()["items"]) == 1


async def test_a_dossier_that_is_not_known_is_noted_and_found_nowhere(
    client: httpx2.AsyncClient, identity: Identity, reader: Reader
) -> None:
    await reader.take([acted(a_standing(new_id(), 2, "in_process"))])
    answer = await client.get("/dossiers", params={"status": "in_process"}, headers=identity.headers("clerk"))
    assert (answer.status_code, answer.json()["items"]) == (200, [])


async def test_facts_of_a_later_release_are_passed_over_and_broken_ones_refused(reader: Reader) -> None:
    fact = acted(a_standing(new_id()))
    await reader.take([replace(fact, type="processing.office.closed.v1", body={})])
    broken = {**fact.body, "standing": {**fact.body["standing"], "dossier": "khong-phai-uuid"}}
    async with reader.database.transaction() as connection:
        with pytest.raises(Invalid, match="contract_broken"):
            await reader.apply(connection, [replace(fact, body=broken)])


async def test_a_corrected_dossier_is_found_by_its_new_name_only(
    client: httpx2.AsyncClient, identity: Identity, database: BoundDatabase, reader: Reader
) -> None:
    headers = identity.headers("clerk")
    receipt = await receive(client, headers)
    await reader.take([acted(a_standing(receipt["id"], 2, "in_process", office=COMMUNE))])
    async with database.transaction() as connection:
        sql = "update intake.dossiers set marks = '{le,thi,moi}', procedure = '1.001193' where id = $1"
        await connection.execute(sql, UUID(receipt["id"]))
    for params, count in (
        ({"name": "Canh Gác"}, 0),
        ({"name": "Mới Lê"}, 1),
        ({"name": "Mới Lê", "office": COMMUNE, "procedure": "1.001193", "status": "in_process"}, 1),
    ):
        found = (await client.get("/dossiers", params=params, headers=headers)).json()["items"]
        assert len(found) == count, params
