"""Many dossiers in one call: each for itself, in order, safe to send again."""

from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from shared.db.database import Database, PooledDatabase
from tests.intake.conftest import DESK, furnish_town
from tests.support.people import Identity


@pytest.fixture
async def counter(
    fresh_database: PooledDatabase,
    intake: Callable[[Database], FastAPI],
    serve: Callable[[FastAPI], httpx2.AsyncClient],
) -> httpx2.AsyncClient:
    """True commits: receipts of one call are written by two lanes at once."""
    await furnish_town(fresh_database)
    return serve(intake(fresh_database))


def copies(count: int, **changes: Any) -> list[dict[str, Any]]:
    return [
        {
            "desk": DESK,
            "procedure": "2.000908",
            "applicant": {"name": f"Nguyễn Văn Mẫu {number}"},
            "settled_at_once": True,
            "fees": [{"name": "Phí chứng thực", "amount": 2000, "paid_by": "cash"}],
        }
        | changes
        for number in range(1, count + 1)
    ]


async def test_a_counters_book_of_copies_is_one_call(counter: httpx2.AsyncClient, identity: Identity) -> None:
    headers = identity.headers("clerk")
    answer = await counter.post("/dossiers/bulk", json={"items": copies(150)}, headers=headers)
    document = answer.json()
    assert (answer.status_code, document["received"]) == (200, 150)
    codes = [item["receipt"]["code"] for item in document["items"]]
    assert sorted(codes) == [f"{DESK}-260305-{number:04}" for number in range(1, 151)]


async def test_a_wrong_item_is_named_and_the_others_are_received(
    counter: httpx2.AsyncClient, identity: Identity
) -> None:
    items = copies(3)
    items[1]["applicant"] = {"name": "Lê Thị Mẫu", "identity_number": "12345"}
    answer = await counter.post("/dossiers/bulk", json={"items": items}, headers=identity.headers("clerk"))
    first, second, third = answer.json()["items"]
    assert [first["status"], second["status"], third["status"]] == [201, 422, 201]
    assert second["problem"]["code"] == "identity_number_not_valid"
    assert second["problem"]["errors"][0]["field"] == "applicant.identity_number"
    assert {first["receipt"]["code"][-4:], third["receipt"]["code"][-4:]} == {"0001", "0002"}


async def test_the_same_call_again_makes_no_second_dossiers(counter: httpx2.AsyncClient, identity: Identity) -> None:
    headers = identity.headers("clerk") | {"Idempotency-Key": "quay-1-sang"}
    first = (await counter.post("/dossiers/bulk", json={"items": copies(20)}, headers=headers)).json()
    again = (await counter.post("/dossiers/bulk", json={"items": copies(20)}, headers=headers)).json()
    assert [item["receipt"] for item in again["items"]] == [item["receipt"] for item in first["items"]]
    assert all(item["is_replay"] for item in again["items"])
    changed = copies(20, sets=2)
    other = (await counter.post("/dossiers/bulk", json={"items": changed}, headers=headers)).json()
    assert {item["problem"]["code"] for item in other["items"]} == {"idempotency_key_reused"}


async def test_an_empty_call_one_too_long_and_one_by_a_monitor_are_refused(
    counter: httpx2.AsyncClient, identity: Identity
) -> None:
    headers = identity.headers("clerk")
    for items in ([], copies(201)):
        answer = await counter.post("/dossiers/bulk", json={"items": items}, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (422, "fields_not_valid")
    watched = await counter.post("/dossiers/bulk", json={"items": copies(1)}, headers=identity.headers("monitor"))
    assert watched.status_code == 403
