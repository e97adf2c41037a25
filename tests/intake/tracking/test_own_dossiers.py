"""For the tracker's signed-in citizen: the dossiers whose owner has his number, and nobody else's."""

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx2
import pytest

from services.intake.usecases.tracking import own_dossiers as limits
from services.intake.vault.vault import Vault
from shared.callers import Role
from shared.clock import SetClock
from shared.db.database import PooledDatabase
from tests.intake.privacy.made_up import BODY, BY_NUMBER, CANARIES, NUMBER, receive
from tests.intake.tracking.conftest import Ask, secret_of
from tests.support.people import Identity

AskOwn = Callable[..., Awaitable[httpx2.Response]]


@pytest.fixture
def own(counter: httpx2.AsyncClient, identity: Identity) -> AskOwn:
    """`await own(number)` for the list, `await own(number, code)` for one of it."""

    async def asked(number: str, code: str = "", role: str = "tracker") -> httpx2.Response:
        path, body = "/public/own-dossiers", {"identity_number": number}
        if code:
            path, body = f"{path}/lookups", {**body, "code": code}
        return await counter.post(path, json=body, headers=identity.headers(role))

    return asked


@pytest.fixture
def received(counter: httpx2.AsyncClient, identity: Identity, clock: SetClock) -> Callable[..., Awaitable[Any]]:
    """`await received(…)`: one more, a minute after the last."""

    async def one(**changes: Any) -> Any:
        clock.turn_to(clock.now() + timedelta(minutes=1))
        return await receive(counter, identity.headers("clerk"), **changes)

    return one


@pytest.fixture
async def receipts(received: Callable[..., Awaitable[Any]]) -> list[dict[str, Any]]:
    """Two of the same owner, the newer one last."""
    return [await received(summary=each) for each in ("một", "hai")]


async def test_the_owner_is_told_his_dossiers_newest_first_and_nothing_of_anybody(
    own: AskOwn, receipts: list[dict[str, Any]]
) -> None:
    answer = await own(" 026 187 000 999 ")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    items = answer.json()["items"]
    assert [item["code"] for item in items] == [receipt["code"] for receipt in reversed(receipts)]
    assert set(items[0]) == {"id", "code", "procedure_name", "accepted_at", "due_on", "state", "state_name"}
    assert (items[0]["due_on"], items[0]["state"]) == ("2026-03-10", "accepted")
    assert not [canary for canary in CANARIES if canary in answer.text]
    for other in (BY_NUMBER, "026187000111"):  # who handed it in for her, and a stranger
        assert (await own(other)).json() == {"items": []}


async def test_behind_a_page_of_others_he_handed_in_for_his_own_are_found_and_never_more_than_the_most(
    own: AskOwn, received: Callable[..., Awaitable[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    own_one = {"applicant": BODY["applicant"] | {"identity_number": BY_NUMBER, "born_on": None}, "proxy": None}
    for changes in (own_one, own_one, own_one, {}, {}, {}):
        await received(**changes)
    monkeypatch.setattr(limits, "MOST", 2)
    assert len((await own(BY_NUMBER)).json()["items"]) == 2


async def test_an_erased_one_is_not_there(
    own: AskOwn, receipts: list[dict[str, Any]], fresh_database: PooledDatabase
) -> None:
    gone, stays = (receipt["code"] for receipt in receipts)
    async with fresh_database.transaction() as connection:
        await connection.execute("update intake.dossiers set erased_at = now() where code = $1", gone)
    assert [item["code"] for item in (await own(NUMBER)).json()["items"]] == [stays]
    assert (await own(NUMBER, gone)).json()["code"] == "lookup_failed"


async def test_one_of_them_is_told_as_to_who_holds_the_receipt_and_logged_without_who(
    own: AskOwn,
    ask: Ask,
    vault: Vault,
    receipts: list[dict[str, Any]],
    counter: httpx2.AsyncClient,
    identity: Identity,
) -> None:
    code, id_ = receipts[0]["code"], receipts[0]["id"]
    answer = await own(NUMBER, code)
    assert answer.json() == (await ask(code, secret_of(vault, code))).json()
    assert answer.headers["cache-control"] == "no-store"
    tries = [(BY_NUMBER, code), ("026187000111", code), (NUMBER, code[:-4] + "9999"), (NUMBER, id_)]
    answers = [await own(*each) for each in tries]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}
    assert answers[0].json()["code"] == "lookup_failed"
    await own(NUMBER)
    lines = (await counter.get("/views", headers=identity.headers("auditor", offices=("VN",)))).json()["items"]
    assert [(line["dossier"], line["rows"], line["asked"]) for line in lines if line["what"] == "lookup"] == [
        (None, 2, {"by": ["identity_number"]}),
        (id_, None, None),
        (id_, None, None),
    ]


async def test_no_other_caller_may_ask_and_what_is_no_number_of_a_person_is_said_nowhere(
    own: AskOwn, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        for number in ("02618700099", "998187000999", "0100109106", "khong-la-so", "0" * 41, ""):
            answer = await own(number)
            assert answer.status_code == 422
            assert not number or number not in answer.text
            assert not number or number not in "\n".join(
                record.getMessage() for record in caplog.records if record.name.startswith("motcua")
            )
    assert (await own("02618700099")).json()["code"] == "identity_number_not_valid"
    for role in set(Role) - {Role.TRACKER}:
        assert [(await own(NUMBER, code, role.value)).status_code for code in ("", "H62.19-260305-0001")] == [403, 403]
