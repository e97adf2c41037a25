"""The warning of a matter that the person already has: at the receipt and, by asking, before it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx2
import pytest

from shared.clock import SetClock
from shared.db.database import BoundDatabase
from tests.intake.conftest import COMMUNE, DESK
from tests.intake.routes.test_dossiers import BODY, CANARY, receive
from tests.intake.standings import a_standing, acted
from tests.intake.usecases.test_note_standings import Reader
from tests.support.people import Identity


@pytest.fixture
def headers(identity: Identity) -> dict[str, str]:
    return identity.headers("clerk")


async def end(database: BoundDatabase, clock: SetClock, receipt: dict[str, Any], state: str, at: datetime) -> None:
    standing = a_standing(receipt["id"], 3, state, ended_at=at, ended_on=at.date())
    await Reader(database, clock).take([acted(standing)])


def codes(receipt: dict[str, Any]) -> list[str]:
    return [warning["code"] for warning in receipt["warnings"]]


async def test_an_open_dossier_of_the_same_person_and_procedure_is_warned_of(
    client: httpx2.AsyncClient, headers: dict[str, str]
) -> None:
    first = await receive(client, headers)
    assert first["warnings"] == []
    second = await receive(client, headers)
    (warning,) = second["warnings"]
    assert warning["code"] == "same_matter_open"
    assert (warning["dossier"], warning["dossier_code"]) == (first["id"], first["code"])
    assert first["code"] in warning["message"]
    assert "05/03/2026" in warning["message"]
    assert CANARY[1] not in warning["message"]
    assert CANARY[0] not in warning["message"]
    assert len((await receive(client, headers))["warnings"]) == 2


async def test_another_procedure_or_person_or_no_number_is_no_matter_of_warning(
    client: httpx2.AsyncClient, headers: dict[str, str]
) -> None:
    await receive(client, headers)
    assert codes(await receive(client, headers, procedure="1.001193")) == []
    assert codes(await receive(client, headers, applicant={"name": CANARY[0], "phone": CANARY[2]})) == []
    assert codes(await receive(client, headers, applicant={"name": "Lê Mẫu", "identity_number": "026187000001"})) == []


async def test_the_proxys_matters_count_as_well(client: httpx2.AsyncClient, headers: dict[str, str]) -> None:
    await receive(client, headers)
    proxy = {"name": CANARY[0], "identity_number": CANARY[1]}
    by_proxy = await receive(client, headers, applicant={"name": "Lê Mẫu"}, proxy=proxy)
    assert codes(by_proxy) == ["same_matter_open"]


@pytest.mark.parametrize(
    ("state", "days", "expected"),
    [
        ("in_process", 0, ["same_matter_open"]),
        ("returned", 29, ["same_matter_ended_lately"]),
        ("ready", 1, ["same_matter_ended_lately"]),
        ("stopped", 29, ["same_matter_stopped_lately"]),
        ("refused", 2, ["same_matter_stopped_lately"]),
        ("withdrawn", 2, ["same_matter_stopped_lately"]),
        ("closed_unanswered", 2, ["same_matter_stopped_lately"]),
        ("returned", 31, []),
        ("withdrawn", 31, []),
    ],
)
async def test_the_warning_says_how_the_other_dossier_stands(
    client: httpx2.AsyncClient,
    headers: dict[str, str],
    database: BoundDatabase,
    clock: SetClock,
    state: str,
    days: int,
    expected: list[str],
) -> None:
    first = await receive(client, headers)
    at = clock.now() + timedelta(hours=1)
    if state == "in_process":
        await Reader(database, clock).take([acted(a_standing(first["id"], 3, state))])
    else:
        await end(database, clock, first, state, at)
    clock.turn_to(at + timedelta(days=days))
    second = await receive(client, headers)
    assert codes(second) == expected
    if expected and state != "in_process":
        assert "05/03/2026" in second["warnings"][0]["message"]


async def test_what_was_settled_at_once_ended_lately(client: httpx2.AsyncClient, headers: dict[str, str]) -> None:
    await receive(client, headers, settled_at_once=True)
    assert codes(await receive(client, headers)) == ["same_matter_ended_lately"]


async def test_a_repeat_of_the_same_request_does_not_warn_of_itself(
    client: httpx2.AsyncClient, headers: dict[str, str]
) -> None:
    keyed = {**headers, "Idempotency-Key": "lan-1"}
    first = await client.post("/dossiers", json=BODY, headers=keyed)
    again = await client.post("/dossiers", json=BODY, headers=keyed)
    assert again.headers["idempotent-replay"] == "true"
    assert first.json() == again.json()
    assert again.json()["warnings"] == []


async def test_it_can_be_asked_before_receiving(client: httpx2.AsyncClient, headers: dict[str, str]) -> None:
    answer = await client.post("/dossiers/similar", json=BODY, headers=headers)
    assert (answer.status_code, answer.json()) == (200, {"warnings": []})
    receipt = await receive(client, headers)
    spelled = BODY | {"applicant": {**BODY["applicant"], "identity_number": "026 187 000 999"}}
    asked = await client.post("/dossiers/similar", json=spelled, headers=headers)
    assert [warning["dossier"] for warning in asked.json()["warnings"]] == [receipt["id"]]
    assert asked.headers["cache-control"] == "no-store"
    wrong = BODY | {"applicant": {"name": "Lê Mẫu", "identity_number": "12"}}
    refused = await client.post("/dossiers/similar", json=wrong, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (422, "identity_number_not_valid")


async def test_only_what_the_clerk_may_see_is_told(
    client: httpx2.AsyncClient, identity: Identity, headers: dict[str, str], database: BoundDatabase
) -> None:
    receipt = await receive(client, headers)
    for offices, seen in (((COMMUNE,), 0), (("H26",), 0), ((DESK,), 1), (("H62",), 1)):
        clerk = identity.headers("clerk", offices=offices)
        asked = await client.post("/dossiers/similar", json=BODY, headers=clerk)
        assert len(asked.json()["warnings"]) == seen, offices
    for role in ("monitor", "officer", "administrator"):
        answer = await client.post("/dossiers/similar", json=BODY, headers=identity.headers(role))
        assert answer.status_code == 403
    async with database.transaction() as connection:
        await connection.execute("update intake.dossiers set marks = '{}' where id = $1", UUID(receipt["id"]))
    erased = await client.post("/dossiers/similar", json=BODY, headers=headers)
    assert erased.json()["warnings"] == []
