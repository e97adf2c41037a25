"""Consent is given with the receipt or changed later, with who wrote it down; without an address there is none."""

from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from shared.db.database import BoundDatabase, Database, PooledDatabase
from tests.intake.conftest import COMMUNE, furnish_town
from tests.intake.notices.conftest import House, act
from tests.intake.privacy.made_up import BODY, NAME
from tests.support.people import Identity

SAID = "Người nộp gọi điện đề nghị"


async def change(house: House, receipt: dict[str, Any], *notify_by: str, role: str = "clerk") -> httpx2.Response:
    body = {"notify_by": list(notify_by), "reason": SAID}
    return await house.client.put(
        f"/dossiers/{receipt['code']}/consent", json=body, headers=house.identity.headers(role)
    )


async def consents(house: House, receipt: dict[str, Any]) -> list[dict[str, Any]]:
    answer = await house.client.get(f"/dossiers/{receipt['id']}/consent", headers=house.identity.headers("clerk"))
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_consent_is_written_with_the_receipt(house: House) -> None:
    receipt = await house.receive("sms", "email", "sms")
    assert await consents(house, receipt) == [
        {
            "notify_by": ["sms", "email"],
            "reason": None,
            "given_by": "canbo.a",
            "given_at": "2026-03-05T09:00:00+07:00",
        }
    ]
    assert await consents(house, await house.receive()) == []


async def test_consents_of_many_receipts_go_to_the_right_dossiers(
    fresh_database: PooledDatabase,
    intake: Callable[[Database], FastAPI],
    serve: Callable[[FastAPI], httpx2.AsyncClient],
    identity: Identity,
) -> None:
    await furnish_town(fresh_database)
    client, headers = serve(intake(fresh_database)), identity.headers("clerk")
    items = [BODY | {"notify_by": media} for media in (["email"], [], ["zalo", "sms"])]
    answer = await client.post("/dossiers/bulk", json={"items": items * 5}, headers=headers)
    given = []
    for item in answer.json()["items"]:
        found = (await client.get(f"/dossiers/{item['receipt']['id']}/consent", headers=headers)).json()["items"]
        given.append([each["notify_by"] for each in found])
    assert given == [[["email"]], [], [["zalo", "sms"]]] * 5


async def test_a_repeat_of_a_receipt_agrees_once(house: House, database: BoundDatabase) -> None:
    headers = {**house.identity.headers("clerk"), "Idempotency-Key": "mot-lan"}
    for _ in range(2):
        answer = await house.client.post("/dossiers", json=BODY | {"notify_by": ["sms"]}, headers=headers)
        assert answer.status_code == 201
    async with database.reading() as connection:
        assert await connection.fetchval("select count(*) from intake.consents") == 1


async def test_consent_changes_the_digest_of_a_repeat_only_where_there_is_one(house: House) -> None:
    headers = {**house.identity.headers("clerk"), "Idempotency-Key": "hai-lan"}
    assert (await house.client.post("/dossiers", json=BODY, headers=headers)).status_code == 201
    again = await house.client.post("/dossiers", json=BODY | {"notify_by": []}, headers=headers)
    assert again.headers["idempotent-replay"] == "true"
    other = await house.client.post("/dossiers", json=BODY | {"notify_by": ["sms"]}, headers=headers)
    assert other.json()["code"] == "idempotency_key_reused"


@pytest.mark.parametrize(
    ("applicant", "medium"),
    [({"name": NAME}, "sms"), ({"name": NAME}, "zalo"), ({"name": NAME, "phone": "0912000999"}, "email")],
)
async def test_no_consent_without_an_address(
    client: httpx2.AsyncClient, identity: Identity, applicant: dict[str, str], medium: str
) -> None:
    body = BODY | {"applicant": applicant, "notify_by": [medium]}
    answer = await client.post("/dossiers", json=body, headers=identity.headers("clerk"))
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "notify_address_missing")
    assert "notify_by" in str(problem)


async def test_an_unknown_medium_is_refused(client: httpx2.AsyncClient, identity: Identity) -> None:
    body = BODY | {"notify_by": ["fax"]}
    assert (await client.post("/dossiers", json=body, headers=identity.headers("clerk"))).status_code == 422


async def test_consent_that_is_changed_holds_from_then_on(house: House) -> None:
    receipt = await house.receive("email")
    answer = await change(house, receipt, "sms", "sms")
    assert answer.status_code == 200, answer.text
    assert answer.json() == {
        "notify_by": ["sms"],
        "reason": SAID,
        "given_by": "canbo.a",
        "given_at": "2026-03-05T09:00:00+07:00",
    }
    assert [each["notify_by"] for each in await consents(house, receipt)] == [["sms"], ["email"]]
    await house.hear(act(receipt, 2, "finished", "ready"))
    await house.send()
    assert await house.states() == [("finished", "sms", "sent")]


async def test_consent_that_is_taken_back_quietens_what_waits(house: House) -> None:
    receipt = await house.receive("email", "sms")
    await house.hear(act(receipt, 2, "finished", "ready"))
    assert (await change(house, receipt, "email")).status_code == 200
    await house.send()
    assert await house.states() == [("finished", "email", "sent"), ("finished", "sms", "withdrawn")]
    assert (await change(house, receipt)).json()["notify_by"] == []
    await house.hear(act(receipt, 3, "stopped", "stopped"))
    await house.send()
    assert len(await house.log()) == 2


async def test_consent_is_changed_by_who_keeps_the_books_and_within_reach(house: House) -> None:
    receipt = await house.receive("email")
    assert (await change(house, receipt, "sms", role="monitor")).status_code == 403
    headers = house.identity.headers("clerk", offices=(COMMUNE,))
    path = f"/dossiers/{receipt['id']}/consent"
    body = {"notify_by": ["sms"], "reason": SAID}
    assert (await house.client.put(path, json=body, headers=headers)).json()["code"] == "dossier_not_found"
    no_reason = body | {"reason": ""}
    clerk = house.identity.headers("clerk")
    assert (await house.client.put(path, json=no_reason, headers=clerk)).status_code == 422
    assert len(await consents(house, receipt)) == 1


async def test_a_filing_is_accepted_with_consent(house: House) -> None:
    clerk = house.identity.headers("clerk")
    body = BODY | {"source": "counter"}
    filed = await house.client.post("/filings", json=body, headers=clerk)
    assert filed.status_code == 201, filed.text
    id_ = filed.json()["id"]
    headers = clerk | {"If-Match": filed.headers["etag"]}
    accepted = await house.client.post(f"/filings/{id_}/accept", json={"notify_by": ["sms"]}, headers=headers)
    assert accepted.status_code == 201, accepted.text
    assert [one["notify_by"] for one in await consents(house, accepted.json())] == [["sms"]]
