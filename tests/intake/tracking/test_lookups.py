"""The tracker's one door: who proves to hold the receipt is told how the dossier stands, nobody else anything."""

import hashlib
import statistics
import time
from typing import Any

import httpx2
import pytest

from services.intake.vault.vault import Vault
from shared.callers import Role
from shared.db.database import PooledDatabase
from tests.intake.conftest import DESK
from tests.intake.privacy.made_up import BODY, CANARIES, receive
from tests.intake.tracking.conftest import Ask, secret_of
from tests.support.people import Identity

FEES = [
    {"name": "Lệ phí", "amount": 50_000},
    {"name": "Phí thẩm định", "amount": 20_000, "paid_by": "cash"},
]


@pytest.fixture
async def receipt(counter: httpx2.AsyncClient, identity: Identity) -> dict[str, Any]:
    return await receive(counter, identity.headers("clerk"), fees=FEES)


async def test_the_secret_of_the_slip_tells_how_the_dossier_stands(
    ask: Ask, vault: Vault, receipt: dict[str, Any]
) -> None:
    answer = await ask(receipt["code"], secret_of(vault, receipt["code"]))
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    told = answer.json()
    assert (told["id"], told["applicant"], told["state"]) == (receipt["id"], "T. C. Gác", "accepted")
    assert told["due_at"] == told["promised_at"] == "2026-03-10T17:00:00+07:00"
    assert told["desk"]["name"] == "Trung tâm hành chính công Tam Đảo"
    assert told["desk"]["path"] == ["VN", "H62", DESK]
    assert told["desk"]["hours"] == [["07:30", "11:30"], ["13:30", "17:00"]]
    assert told["owed"] == [{"name": "Lệ phí", "amount": 50_000}]


async def test_four_last_digits_of_number_or_telephone_will_do(
    ask: Ask, counter: httpx2.AsyncClient, identity: Identity
) -> None:
    applicant = {"name": "Trần Canh Gác", "identity_number": "026187000777", "phone": "0912000888"}
    receipt = await receive(counter, identity.headers("clerk"), applicant=applicant)
    assert [(await ask(receipt["code"], proof)).status_code for proof in ("0777", " 08 88")] == [200, 200]


async def test_the_secret_may_be_typed_as_people_type(ask: Ask, vault: Vault, receipt: dict[str, Any]) -> None:
    secret = secret_of(vault, receipt["code"])
    typed = f"{secret[:4]}-{secret[4:]}".lower().replace("1", "l").replace("0", "o")
    assert (await ask(receipt["code"], typed)).status_code == 200


async def test_nothing_of_the_person_leaves_but_the_masked_name(
    ask: Ask, vault: Vault, receipt: dict[str, Any]
) -> None:
    text = (await ask(receipt["code"], secret_of(vault, receipt["code"]))).text
    assert not [canary for canary in CANARIES if canary in text]
    assert "0999" not in text


async def test_wrong_code_wrong_proof_and_an_erased_dossier_are_one_answer(
    ask: Ask, vault: Vault, receipt: dict[str, Any], fresh_database: PooledDatabase
) -> None:
    code, secret = receipt["code"], secret_of(vault, receipt["code"])
    other = f"{DESK}-260305-0002"
    tries = [
        (code, "1234"),
        (code, "AAAAAAAA"),
        (code, "??"),
        (other, secret),
        (other, "0999"),
        (receipt["id"], "0999"),
    ]
    answers = [await ask(*each) for each in tries]
    async with fresh_database.transaction() as connection:
        await connection.execute("update intake.dossiers set erased_at = now() where code = $1", code)
    answers.append(await ask(code, secret))
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert answers[0].json()["code"] == "lookup_failed"


async def test_a_register_book_gave_no_slip(
    ask: Ask, vault: Vault, receipt: dict[str, Any], fresh_database: PooledDatabase
) -> None:
    async with fresh_database.transaction() as connection:
        await connection.execute("update intake.dossiers set origin = 'register' where code = $1", receipt["code"])
    assert (await ask(receipt["code"], secret_of(vault, receipt["code"]))).status_code == 404
    assert (await ask(receipt["code"], "0999")).status_code == 200


async def test_no_person_and_no_other_program_may_ask(ask: Ask) -> None:
    for role in set(Role) - {Role.TRACKER}:
        assert (await ask(f"{DESK}-260305-0001", "0999", role.value)).status_code == 403


async def test_what_was_found_is_a_line_in_the_log_of_views_and_a_try_is_none(
    ask: Ask, counter: httpx2.AsyncClient, identity: Identity, receipt: dict[str, Any]
) -> None:
    await ask(receipt["code"], "1234")
    await ask(receipt["code"], "0999")
    lines = (await counter.get(f"/dossiers/{receipt['id']}/views", headers=identity.headers("auditor"))).json()
    assert [(line["what"], line["asked"]) for line in lines["items"]] == [("lookup", None)]


async def test_the_ballot_is_one_whatever_proved_it(ask: Ask, vault: Vault, receipt: dict[str, Any]) -> None:
    code = receipt["code"]
    by_secret, by_digits = (await ask(code, secret_of(vault, code))).json(), (await ask(code, "0999")).json()
    assert by_secret["ballot"] == by_digits["ballot"]
    assert len(by_secret["ballot"]) == 40


async def test_sequential_codes_without_proof_give_one_answer_in_one_time(
    ask: Ask, counter: httpx2.AsyncClient, identity: Identity, is_long: bool
) -> None:
    """T7: real codes and codes that do not exist cannot be told apart, neither by a byte nor by the time taken.

    The short form counts this process's own time: on a busy machine few looks have no steady middle.
    """
    clock = time.perf_counter if is_long else time.process_time
    many = 10_000 if is_long else 60
    real: list[str] = []
    while len(real) < many:
        items = {"items": [BODY] * min(200, many - len(real))}
        answer = await counter.post("/dossiers/bulk", json=items, headers=identity.headers("clerk"))
        real += [item["receipt"]["code"] for item in answer.json()["items"] if item["receipt"]]
    none = [f"{DESK}-250305-{number:04}" for number in range(1, min(many, 9_999) + 1)]
    bodies: set[str] = set()
    took: tuple[list[float], list[float]] = ([], [])
    for pair in zip(real, none, strict=False):
        for code, times in zip(pair, took, strict=True):
            before = clock()
            answer = await ask(code, "AAAAAAAA")
            times.append(clock() - before)
            bodies.add(hashlib.sha256(f"{answer.status_code}{answer.headers}".encode() + answer.content).hexdigest())
    apart = abs(statistics.median(took[0]) - statistics.median(took[1])) * 1000
    print(f"{many} codes: {len(bodies)} body, p50 {statistics.median(took[0]) * 1000:.2f} ms, apart {apart:.3f} ms")
    assert len(bodies) == 1
    assert apart < 1
