"""Receiving and reading dossiers over HTTP."""

import json
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from shared.clock import SetClock
from shared.contracts.envelope import FIRST_LINK, chain_hash, leaf_hash, read_fact
from shared.contracts.intake import DossierReceived
from shared.db.database import BoundDatabase
from tests.intake.conftest import COMMUNE, DESK
from tests.support.people import Identity

CANARY = ("Trần Canh Gác", "026187000999", "0912000999", "Thôn Canh Gác")
BODY: dict[str, Any] = {
    "desk": "H62.19",
    "procedure": "1.001612",
    "channel": "direct",
    "applicant": {
        "name": CANARY[0],
        "identity_number": CANARY[1],
        "phone": CANARY[2],
        "address": CANARY[3],
    },
    "summary": "Xin cấp lần đầu",
    "papers": [{"name": "Tờ khai", "form": "original", "quantity": 1}],
    "sets": 1,
}


async def receive(client: httpx2.AsyncClient, headers: dict[str, str], **changes: Any) -> dict[str, Any]:
    answer = await client.post("/dossiers", json=BODY | changes, headers=headers)
    assert answer.status_code == 201, answer.text
    document: dict[str, Any] = answer.json()
    return document


async def test_a_receipt_states_code_and_promised_date(client: httpx2.AsyncClient, identity: Identity) -> None:
    answer = await client.post("/dossiers", json=BODY, headers=identity.headers("clerk"))
    receipt = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/dossiers/{receipt['id']}"
    assert answer.headers["cache-control"] == "no-store"
    assert receipt["code"] == f"{DESK}-260305-0001"
    assert (receipt["office"], receipt["desk"]) == (DESK, DESK)
    assert receipt["received_at"] == "2026-03-05T09:00:00+07:00"
    assert receipt["due_at"] == "2026-03-10T17:00:00+07:00"
    assert (receipt["due_on"], receipt["counts_by"]) == ("2026-03-10", "day")


async def test_numbers_run_by_unit_and_legal_day(
    client: httpx2.AsyncClient, identity: Identity, clock: SetClock
) -> None:
    headers = identity.headers("clerk")
    codes = [(await receive(client, headers))["code"] for _ in range(3)]
    codes.append((await receive(client, headers, desk=COMMUNE))["code"])
    codes.append((await receive(client, headers, office=COMMUNE))["code"])
    clock.turn_to(clock.now().replace(hour=17, minute=0))  # 00:00 of the next day in Việt Nam
    codes.append((await receive(client, headers))["code"])
    assert codes == [
        *(f"{DESK}-260305-000{n}" for n in (1, 2, 3)),
        *(f"{COMMUNE}-260305-000{n}" for n in (1, 2)),
        f"{DESK}-260306-0001",
    ]


@pytest.mark.parametrize(
    ("change", "due_at", "counts_by"),
    [
        ({"procedure": "1.001193"}, "2026-03-05T17:00:00+07:00", "day"),
        ({"channel": "online"}, "2026-03-06T09:30:00+07:00", "hour"),
        ({"procedure": "2.000908"}, None, "day"),
    ],
    ids=["same day", "eight working hours online", "no published term"],
)
async def test_the_term_is_the_channels(
    client: httpx2.AsyncClient, identity: Identity, change: dict[str, Any], due_at: str | None, counts_by: str
) -> None:
    receipt = await receive(client, identity.headers("clerk"), **change)
    assert (receipt["due_at"], receipt["counts_by"]) == (due_at, counts_by)


async def test_the_fact_is_canonical_chained_and_free_of_personal_data(
    client: httpx2.AsyncClient, identity: Identity, database: BoundDatabase
) -> None:
    receipt = await receive(client, identity.headers("clerk"))
    async with database.reading() as connection:
        row = await connection.fetchrow(
            "select * from intake.facts join intake.outbox using (gid) where stream = $1", f"dossier:{receipt['id']}"
        )
        everything = await connection.fetch("select canon from intake.facts")
    assert row
    fact = read_fact(row["canon"])
    assert fact.canonical() == row["canon"]
    assert (row["leaf"], row["chain"]) == (leaf_hash(row["canon"]), chain_hash(FIRST_LINK, leaf_hash(row["canon"])))
    assert (fact.id, fact.seq, fact.stream, fact.type) == (row["id"], 1, row["stream"], row["type"])
    body = DossierReceived.of(fact)
    assert (body.code, body.office, body.level, body.origin) == (receipt["code"], DESK, "district", "counter")
    text = b"".join(fact["canon"] for fact in everything).decode()
    assert not [secret for secret in (*CANARY, "84912000999", "Xin cấp") if secret in text]


async def test_a_repeat_with_the_same_key_is_the_same_receipt(client: httpx2.AsyncClient, identity: Identity) -> None:
    headers = {**identity.headers("clerk"), "Idempotency-Key": "k-1"}
    first = await client.post("/dossiers", json=BODY, headers=headers)
    again = await client.post("/dossiers", json=BODY, headers=headers)
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["idempotent-replay"] == "true"
    assert "idempotent-replay" not in first.headers
    other = await client.post("/dossiers", json=BODY | {"sets": 2}, headers=headers)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    colleague = {**identity.headers("clerk", subject="canbo.b"), "Idempotency-Key": "k-1"}
    assert (await client.post("/dossiers", json=BODY, headers=colleague)).json()["code"].endswith("-0002")


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"desk": "Z99"}, 422, "office_not_found"),
        ({"desk": "OLD"}, 422, "office_not_in_force"),
        ({"desk": "H26"}, 403, "desk_out_of_reach"),
        ({"office": "OLD"}, 422, "office_not_in_force"),
        ({"procedure": "9.999999"}, 422, "procedure_not_found"),
        ({"procedure": "1.000001"}, 422, "procedure_not_in_force"),
        ({"procedure": "1.1"}, 422, "fields_not_valid"),
        ({"received_at": "2020-01-01T00:00:00Z"}, 422, "fields_not_valid"),
        ({"sets": 0}, 422, "fields_not_valid"),
        ({"sets": True}, 422, "fields_not_valid"),
        ({"applicant": {"name": " "}}, 422, "fields_not_valid"),
        ({"applicant": {"name": "A", "identity_number": "12345"}}, 422, "identity_number_not_valid"),
        (
            {"applicant": {"name": "A", "kind": "business", "identity_number": "0100109107"}},
            422,
            "tax_number_not_valid",
        ),
        ({"applicant": {"name": "A", "phone": "12"}}, 422, "phone_not_valid"),
        ({"applicant": {"name": "A\u202e"}}, 422, "fields_not_valid"),
    ],
    ids=str,
)
async def test_what_cannot_be_received_is_refused_and_nothing_is_written(
    client: httpx2.AsyncClient,
    identity: Identity,
    database: BoundDatabase,
    change: dict[str, Any],
    status: int,
    code: str,
) -> None:
    answer = await client.post("/dossiers", json=BODY | change, headers=identity.headers("clerk", offices=("H62",)))
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    async with database.reading() as connection:
        assert await connection.fetchval("select count(*) from intake.dossiers") == 0
        assert await connection.fetchval("select count(*) from intake.dossier_numbers") == 0


@pytest.mark.parametrize("role", ["monitor", "administrator", "registrar", "officer"])
async def test_only_clerks_receive(client: httpx2.AsyncClient, identity: Identity, role: str) -> None:
    assert (await client.post("/dossiers", json=BODY, headers=identity.headers(role))).status_code == 403


async def test_a_dossier_is_read_by_id_and_code_with_the_applicant(
    client: httpx2.AsyncClient, identity: Identity
) -> None:
    headers = identity.headers("clerk", offices=("H62",))
    receipt = await receive(client, headers)
    by_id = await client.get(f"/dossiers/{receipt['id']}", headers=headers)
    by_code = await client.get(f"/dossiers/{receipt['code']}", headers=headers)
    assert by_id.json() == by_code.json()
    assert by_id.headers["cache-control"] == "no-store"
    dossier = by_id.json()
    assert dossier["applicant"]["identity_number"] == CANARY[1]
    assert dossier["applicant"]["phone"] == "+84912000999"
    (paper,) = dossier["papers"]
    assert {name: paper[name] for name in BODY["papers"][0]} == BODY["papers"][0]
    assert dossier["term"]["words"] == "3 ngày làm việc"


async def test_a_monitor_reads_no_person_and_a_foreign_desk_reads_nothing(
    client: httpx2.AsyncClient, identity: Identity
) -> None:
    receipt = await receive(client, identity.headers("clerk"))
    watched = await client.get(f"/dossiers/{receipt['id']}", headers=identity.headers("monitor"))
    assert watched.json()["applicant"] is None
    assert not [secret for secret in CANARY if secret in watched.text]
    for path in (f"/dossiers/{receipt['id']}", f"/dossiers/{receipt['code']}", f"/dossiers/{receipt['id']}/due"):
        foreign = await client.get(path, headers=identity.headers("clerk", offices=("H26",)))
        assert (foreign.status_code, foreign.json()["code"]) == (404, "dossier_not_found")
    assert (await client.get("/dossiers", headers=identity.headers("administrator"))).status_code == 403


async def test_lists_page_newest_first_mask_numbers_and_stay_in_reach(
    client: httpx2.AsyncClient, identity: Identity, clock: SetClock
) -> None:
    headers = identity.headers("clerk", offices=("H62",))
    codes = []
    for minute in range(5):
        clock.turn_to(clock.now().replace(minute=minute))
        codes.append((await receive(client, headers, desk=COMMUNE if minute == 4 else DESK))["code"])
    seen: list[str] = []
    params: dict[str, Any] = {"limit": 2, "office": "H62", "from": "2026-03-05", "to": "2026-03-05"}
    while True:
        page = (await client.get("/dossiers", params=params, headers=headers)).json()
        seen += [item["code"] for item in page["items"]]
        assert {item["applicant"]["identity_number"] for item in page["items"]} == {"•••••••••999"}
        if not page["next"]:
            break
        params["cursor"] = page["next"]
    assert seen == codes[::-1]
    here = await client.get("/dossiers", params={"desk": COMMUNE}, headers=headers)
    assert [item["code"] for item in here.json()["items"]] == codes[4:]
    one = await client.get("/dossiers", params={"code": codes[1], "procedure": "1.001612"}, headers=headers)
    assert [item["code"] for item in one.json()["items"]] == [codes[1]]
    foreign = await client.get("/dossiers", headers=identity.headers("clerk", offices=("H26",)))
    assert foreign.json()["items"] == []
    before = await client.get("/dossiers", params={"to": "2026-03-04"}, headers=headers)
    assert before.json()["items"] == []


@pytest.mark.parametrize("cursor", ["x", "W10", "bnVsbA", "WyJhIiwgImIiXQ", "WzEsIDJd", "WyJcdTAwMDAiXQ"])
@pytest.mark.parametrize("path", ["/dossiers", "/offices", "/procedures"])
async def test_a_cursor_that_is_not_ours_is_refused(
    client: httpx2.AsyncClient, identity: Identity, path: str, cursor: str
) -> None:
    answer = await client.get(path, params={"cursor": cursor}, headers=identity.headers("clerk"))
    assert (answer.status_code, answer.json()["code"]) == (422, "cursor_not_valid")


async def test_the_due_date_is_explained_day_by_day(client: httpx2.AsyncClient, identity: Identity) -> None:
    headers = identity.headers("clerk")
    receipt = await receive(client, headers)
    due = (await client.get(receipt["links"]["due"], headers=headers)).json()
    assert due["due_at"] == receipt["due_at"]
    assert [step["verdict"] for step in due["steps"]] == [
        *("started", "counted", "skipped", "skipped", "counted", "counted", "due")
    ]
    without = await receive(client, headers, procedure="2.000908")
    assert (await client.get(without["links"]["due"], headers=headers)).json()["steps"] == []


@pytest.mark.parametrize("name", ["%00", "..%5c", "%20", "A" * 300, "01890000-0000-7000-8000-00000000000g"])
async def test_hostile_names_in_a_path_are_refused(client: httpx2.AsyncClient, identity: Identity, name: str) -> None:
    answer = await client.get(f"/dossiers/{name}", headers=identity.headers("clerk"))
    assert answer.status_code in (404, 422)
    assert answer.headers["content-type"] == "application/problem+json"


async def test_the_openapi_document_can_be_made(client: httpx2.AsyncClient) -> None:
    document = (await client.get("/openapi.json")).json()
    assert {"/dossiers", "/offices", "/procedures/{code}", "/register-imports"} <= document["paths"].keys()
    assert json.dumps(document)


def test_the_app_is_made_without_a_database(intake: Callable[..., FastAPI]) -> None:
    assert intake(None).title == "Tiếp nhận"
