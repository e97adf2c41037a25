"""An office ends: what it has open goes to the office that continues it, with deadlines and history untouched."""

from datetime import date, datetime
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest

from shared.contracts.envelope import Fact
from shared.contracts.terms import Outcome
from shared.db.database import BoundDatabase
from shared.ids import new_id
from tests.processing.conftest import Apply, Desk
from tests.processing.made_up import Log, local, register_book
from tests.processing.usecases.test_apply_intake_facts import announced, code_of, rows

OLD, NEW, LATER = "H62.19", "H62.20", "H10"
FIRST = date(2025, 7, 1)
MIDNIGHT = local("2025-07-01 00:00")
BOOK = register_book(local("2025-06-02 08:30"), local("2025-07-11 17:00"))


async def standing_of(database: BoundDatabase, id: UUID) -> dict[str, Any]:
    facts = [f for f in await announced(database) if f.stream == f"dossier:{id}"]
    standing: dict[str, Any] = facts[-1].body["standing"]
    return standing


def moves(*hops: tuple[datetime, str, str]) -> list[dict[str, str]]:
    def text(at: datetime) -> str:
        from shared.contracts.envelope import write_instant

        return write_instant(at)

    return [{"from_at": text(at), "office_from": a, "office_to": b} for at, a, b in hops]


async def test_an_open_dossier_goes_to_the_successor_with_its_deadline_untouched(
    apply: Apply, database: BoundDatabase, town: Log
) -> None:
    id = new_id()
    await apply([town.received(id, **BOOK)])
    before = await standing_of(database, id)
    await apply([town.succeeded(OLD, NEW, FIRST)])
    after = await standing_of(database, id)
    assert after == before | {"version": 2, "office": NEW, "moves": moves((MIDNIGHT, OLD, NEW))}
    (_, fact) = await announced(database)
    assert (fact.type, fact.actor, fact.happened_at) == (
        "processing.dossier.transferred.v1",
        "service:intake",
        MIDNIGHT,
    )
    history = await rows(database, "select act, from_state, to_state, evidence from processing.transitions order by 1")
    assert tuple(history[1]) == ("transferred", "accepted", "accepted", f"{OLD} → {NEW}")


async def test_what_ended_before_stays_with_the_old_office(apply: Apply, database: BoundDatabase, town: Log) -> None:
    ended, open_, ended_later = new_id(), new_id(), new_id()
    await apply(
        [
            *(town.received(id, **BOOK) for id in (ended, open_, ended_later)),
            town.declared(ended, ended_at=local("2025-06-30 23:59")),
            town.declared(ended_later, ended_at=local("2025-07-01 00:00")),
            town.succeeded(OLD, NEW, FIRST),
        ]
    )
    offices = [(await standing_of(database, id))["office"] for id in (ended, open_, ended_later)]
    assert offices == [OLD, NEW, NEW]


async def test_a_repeat_moves_nothing(apply: Apply, database: BoundDatabase, town: Log) -> None:
    fact = town.succeeded(OLD, NEW, FIRST)
    await apply([town.received(**BOOK), fact])
    before = await announced(database)
    await apply([fact])
    await apply([town.succeeded(OLD, NEW, FIRST)])
    assert await announced(database) == before


async def test_a_book_that_comes_after_the_reform_moves_too(apply: Apply, database: BoundDatabase, town: Log) -> None:
    id = new_id()
    await apply([town.succeeded(OLD, NEW, FIRST)])
    await apply([town.received(id, **BOOK)])
    assert (await standing_of(database, id))["moves"] == moves((MIDNIGHT, OLD, NEW))


async def test_a_late_entry_of_an_end_before_the_reform_brings_the_dossier_back(
    apply: Apply, database: BoundDatabase, town: Log
) -> None:
    id = new_id()
    await apply([town.received(id, **BOOK), town.succeeded(OLD, NEW, FIRST), town.succeeded(NEW, LATER, FIRST)])
    assert (await standing_of(database, id))["office"] == LATER
    await apply([town.declared(id, ended_at=local("2025-06-20 10:00"))])
    standing = await standing_of(database, id)
    assert (standing["office"], standing["moves"], standing["ended_on"]) == (OLD, [], "2025-06-20")


async def test_a_late_entry_of_an_end_after_the_reform_ends_it_at_the_successor(
    apply: Apply, database: BoundDatabase, town: Log
) -> None:
    id = new_id()
    await apply([town.received(id, **BOOK), town.succeeded(OLD, NEW, FIRST)])
    await apply([town.declared(id, Outcome.STOPPED, ended_at=local("2025-07-02 10:00"))])
    standing = await standing_of(database, id)
    assert (standing["office"], standing["moves"]) == (NEW, moves((MIDNIGHT, OLD, NEW)))


async def test_what_a_book_says_was_received_after_the_end_goes_on_at_once(
    apply: Apply, database: BoundDatabase, town: Log
) -> None:
    id, at = new_id(), local("2025-07-03 09:00")
    await apply([town.succeeded(OLD, NEW, FIRST), town.received(id, **register_book(at, local("2025-07-11 17:00")))])
    assert (await standing_of(database, id))["moves"] == moves((at, OLD, NEW))


async def test_a_successor_that_ended_in_its_turn_passes_it_on_in_whatever_order_that_is_told(
    apply: Apply, database: BoundDatabase, town: Log
) -> None:
    second = local("2026-01-01 00:00")
    for order in permutations(range(3)):
        id = new_id()
        facts = [
            town.received(id, **BOOK),
            town.succeeded(OLD, NEW, FIRST),
            town.succeeded(NEW, LATER, date(2026, 1, 1)),
        ]
        async with database.holding() as connection:
            attempt = connection.transaction()
            await attempt.start()
            for place in order:
                await apply([facts[place]])
            standing = await standing_of(database, id)
            assert standing["office"] == LATER, order
            assert standing["moves"] == moves((MIDNIGHT, OLD, NEW), (second, NEW, LATER)), order
            await attempt.rollback()


async def test_an_unknown_successor_and_a_circle_are_refused(apply: Apply, town: Log) -> None:
    assert await code_of(apply, [town.succeeded(OLD, "H99", FIRST)]) == "office_not_known"
    assert await code_of(apply, [town.succeeded("H99", NEW, FIRST)]) == "office_not_known"
    circle = [town.succeeded(OLD, NEW, FIRST), town.succeeded(NEW, OLD, FIRST)]
    assert await code_of(apply, circle) == "office_cycle"


async def test_the_new_office_acts_and_the_old_one_reads(apply: Apply, town: Log, desk: Desk) -> None:
    id = new_id()
    await apply([town.received(id, **BOOK), town.succeeded(OLD, NEW, FIRST)])
    old, new, other = {"offices": (OLD,)}, {"offices": (NEW,)}, {"offices": (LATER,)}
    assert [(await desk.get(f"/dossiers/{id}", **who)).status_code for who in (old, new, other)] == [200, 200, 404]
    refused = await desk.act(id, "take-up", 2, **old)
    assert (refused.status_code, refused.json()["code"]) == (403, "dossier_moved")
    assert (await desk.act(id, "take-up", 2, **other)).status_code == 404
    assert (await desk.act(id, "take-up", 2, **new)).status_code == 200
    assert [len((await desk.get("/dossiers", **who)).json()["dossiers"]) for who in (old, new)] == [0, 1]


async def test_the_new_office_returns_the_results_that_the_old_one_left(apply: Apply, town: Log, desk: Desk) -> None:
    id = new_id()
    ended = town.declared(id, ended_at=local("2025-06-27 10:00"))
    await apply([town.received(id, **BOOK), ended, town.succeeded(OLD, NEW, FIRST)])
    page = await desk.get("/dossiers?state=ready", offices=(NEW,))
    assert [entry["office"] for entry in page.json()["dossiers"]] == [OLD]
    returned = await desk.act(id, "return", 2, offices=(NEW,))
    assert (returned.status_code, returned.json()["standing"]["office"]) == (200, OLD)


async def test_the_history_shows_the_transfer_and_nobody_can_ask_for_it(apply: Apply, town: Log, desk: Desk) -> None:
    id = new_id()
    await apply([town.received(id, **BOOK), town.succeeded(OLD, NEW, FIRST)])
    dossier = (await desk.get(f"/dossiers/{id}")).json()
    assert [entry["act"] for entry in dossier["history"]] == ["opened", "transferred"]
    assert "transferred" not in {allowed["act"] for allowed in dossier["allowed_acts"]}
    assert dossier["due"]["due_on"] == "2025-07-11"


@pytest.mark.parametrize("count", [2_500])
async def test_many_dossiers_move_in_batches(apply: Apply, database: BoundDatabase, town: Log, count: int) -> None:
    received: list[Fact] = [town.received(code=f"H62.19-250602-{n:05}", **BOOK) for n in range(count)]
    for start in range(0, count, 500):
        await apply(received[start : start + 500])
    await apply([town.succeeded(OLD, NEW, FIRST)])
    found = await rows(database, "select office, count(*) from processing.dossiers group by 1")
    assert [tuple(row) for row in found] == [(NEW, count)]
