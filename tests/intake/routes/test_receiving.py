"""The short way in and the route answer alike: the same receipts, the same refusals, letter by letter."""

from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from services.intake.routes.dossiers.receiving import receiving_lane
from shared.db.database import BoundDatabase
from shared.web.express import Express
from tests.intake.conftest import DESK, furnish_town
from tests.support.hostile import hostile_bodies
from tests.support.nobody import Nobody
from tests.support.people import Identity

GOOD: dict[str, Any] = {
    "desk": DESK,
    "procedure": "1.001612",
    "channel": "direct",
    "applicant": {"kind": "citizen", "name": "Nguyễn Văn Mẫu"},
}
BODIES = hostile_bodies(GOOD)


@pytest.fixture
async def ways(
    database: BoundDatabase, intake: Callable[[BoundDatabase], FastAPI], serve: Callable[[Any], httpx2.AsyncClient]
) -> tuple[httpx2.AsyncClient, httpx2.AsyncClient, httpx2.AsyncClient]:
    """The route alone, the short way with the route behind it, the short way with nobody behind it."""
    await furnish_town(database)
    app = intake(database)
    lanes = {("POST", "/dossiers"): receiving_lane(app)}
    return serve(app), serve(Express(app, lanes)), serve(Express(Nobody(), lanes))


Ways = tuple[httpx2.AsyncClient, httpx2.AsyncClient, httpx2.AsyncClient]


@pytest.mark.parametrize("name", BODIES)
async def test_a_hostile_body_is_refused_alike_on_both_ways(ways: Ways, identity: Identity, name: str) -> None:
    headers = {**identity.headers("clerk"), "Content-Type": "application/json"}
    route, short, _ = ways
    by_route = await route.post("/dossiers", content=BODIES[name], headers=headers)
    by_short = await short.post("/dossiers", content=BODIES[name], headers=headers)
    assert 400 <= by_route.status_code < 500
    assert (by_short.status_code, by_short.json()) == (by_route.status_code, by_route.json())


async def test_a_good_receipt_is_taken_without_asking_the_route(ways: Ways, identity: Identity) -> None:
    _, _, alone = ways
    answer = await alone.post("/dossiers", json=GOOD, headers=identity.headers("clerk"))
    assert answer.status_code == 201
    assert answer.json()["code"].startswith(DESK)


@pytest.mark.parametrize("role", ["monitor", "administrator"])
async def test_who_may_not_receive_is_refused_alike(ways: Ways, identity: Identity, role: str) -> None:
    route, short, _ = ways
    answers = [await way.post("/dossiers", json=GOOD, headers=identity.headers(role)) for way in (route, short)]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert answers[0].json() == answers[1].json()


async def test_a_key_works_across_both_ways(ways: Ways, identity: Identity) -> None:
    route, short, _ = ways
    headers = {**identity.headers("clerk"), "Idempotency-Key": "k-1"}
    first = await short.post("/dossiers", json=GOOD, headers=headers)
    again = await route.post("/dossiers", json=GOOD, headers=headers)
    assert first.json()["code"] == again.json()["code"]
    assert again.headers["idempotent-replay"] == "true"
    other = await short.post("/dossiers", json={**GOOD, "sets": 2}, headers=headers)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
