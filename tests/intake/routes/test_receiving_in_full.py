"""What a receipt may say beyond owner and papers: proxy, fees, way of return, birth, and settling at once."""

from typing import Any

import httpx2
import pytest

from shared.contracts.envelope import chain_hash, leaf_hash, read_fact
from shared.db.database import Database
from tests.intake.routes.test_dossiers import BODY, CANARY, receive
from tests.support.people import Identity

PROXY = {
    "name": "Lê Thị Đại Diện",
    "identity_number": "026187000888",
    "phone": "0912000888",
    "basis": "Giấy uỷ quyền ngày 02/03/2026",
}
FULL: dict[str, Any] = {
    "proxy": PROXY,
    "fees": [{"name": "Lệ phí", "amount": 50_000, "paid_by": "cash"}, {"name": "Phí thẩm định", "amount": 100_000}],
    "result": {"way": "post", "address": "Thôn Hai, xã Hợp Châu"},
}


async def test_owner_proxy_fees_and_way_of_return_are_kept(client: httpx2.AsyncClient, identity: Identity) -> None:
    headers = identity.headers("clerk")
    applicant = BODY["applicant"] | {"email": "mau@example.vn", "born_on": "1987-05-01", "sex": "female"}
    receipt = await receive(client, headers, applicant=applicant, **FULL)
    dossier = (await client.get(f"/dossiers/{receipt['id']}", headers=headers)).json()
    assert dossier["applicant"]["name"] == CANARY[0]
    assert (dossier["applicant"]["email"], dossier["applicant"]["born_on"]) == ("mau@example.vn", "1987-05-01")
    assert dossier["proxy"] == PROXY | {"phone": "+84912000888", "address": None}
    assert [fee["paid_by"] for fee in dossier["fees"]] == ["cash", None]
    assert (dossier["result_way"], dossier["result_address"]) == ("post", "Thôn Hai, xã Hợp Châu")
    assert (dossier["case"], dossier["revision"], dossier["erased_at"]) == (None, 1, None)
    watched = (await client.get(f"/dossiers/{receipt['id']}", headers=identity.headers("monitor"))).json()
    assert (watched["applicant"], watched["proxy"], watched["result_address"]) == (None, None, None)


async def test_identity_numbers_stand_in_no_table_in_clear(
    client: httpx2.AsyncClient, identity: Identity, database: Database
) -> None:
    await receive(client, {**identity.headers("clerk"), "Idempotency-Key": "mot"}, **FULL)
    async with database.reading() as connection:
        tables = await connection.fetch("select tablename from pg_tables where schemaname = 'intake'")
        for table in tables:
            rows = await connection.fetch(f'select t::text as row from intake."{table["tablename"]}" t')
            for number in (CANARY[1], PROXY["identity_number"]):
                hexed = number.encode().hex()
                assert not [row for row in rows if number in row["row"] or hexed in row["row"]], table["tablename"]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"born_on": "1988-05-01"}, "identity_number_not_of_birth", "applicant.identity_number"),
        ({"sex": "male"}, "identity_number_not_of_sex", "applicant.identity_number"),
        ({"born_on": "2030-01-01", "identity_number": None}, "birth_in_future", "applicant.born_on"),
        ({"email": "không phải thư"}, "fields_not_valid", "applicant.email"),
        ({"kind": "household", "identity_number": "12345"}, "tax_number_not_valid", "applicant.identity_number"),
    ],
    ids=str,
)
async def test_an_applicant_that_does_not_fit_is_refused_by_field(
    client: httpx2.AsyncClient, identity: Identity, changes: dict[str, Any], code: str, field: str
) -> None:
    body = BODY | {"applicant": BODY["applicant"] | changes}
    answer = await client.post("/dossiers", json=body, headers=identity.headers("clerk"))
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert field in {error["field"] for error in answer.json()["errors"]}


async def test_a_wrong_number_of_the_proxy_is_named_beside_the_owners(
    client: httpx2.AsyncClient, identity: Identity
) -> None:
    body = BODY | {"proxy": PROXY | {"identity_number": "1", "phone": "2"}}
    answer = await client.post("/dossiers", json=body, headers=identity.headers("clerk"))
    assert {error["field"] for error in answer.json()["errors"]} == {"proxy.identity_number", "proxy.phone"}


async def test_what_is_settled_at_once_is_recorded_with_its_end(
    client: httpx2.AsyncClient, identity: Identity, database: Database
) -> None:
    headers = identity.headers("clerk")
    receipt = await receive(client, headers, settled_at_once=True)
    plain = await receive(client, headers)
    dossier = (await client.get(f"/dossiers/{receipt['id']}", headers=headers)).json()
    assert (dossier["outcome"], dossier["ended_at"]) == ("result", receipt["received_at"])
    assert dossier["returned_at"] == receipt["received_at"]
    async with database.reading() as connection:
        rows = await connection.fetch("select canon, leaf, chain from intake.facts where stream like 'd%' order by gid")
    facts = [read_fact(row["canon"]) for row in rows]
    assert [(fact.type, fact.seq) for fact in facts] == [
        ("intake.dossier.received.v1", 1),
        ("intake.dossier.outcome_declared.v1", 2),
        ("intake.dossier.received.v1", 1),
    ]
    assert facts[1].body["returned_at"] == facts[0].body["accepted_at"]
    assert rows[1]["leaf"] == leaf_hash(rows[1]["canon"])
    assert rows[1]["chain"] == chain_hash(rows[0]["chain"], rows[1]["leaf"])
    assert plain["code"].endswith("-0002")
