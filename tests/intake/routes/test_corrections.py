"""Corrections: a new revision with reason and author, the old stays, the promise follows the right procedure."""

from datetime import timedelta
from typing import Any

import httpx2
import pytest

from shared.clock import SetClock
from shared.contracts.envelope import read_fact
from shared.db.database import Database
from tests.intake.conftest import THURSDAY
from tests.intake.routes.test_dossiers import BODY, CANARY, receive
from tests.support.people import Identity

WHY = "Gõ nhầm khi tiếp nhận"


async def correct(
    client: httpx2.AsyncClient, headers: dict[str, str], receipt: dict[str, Any], revision: int = 1, **changes: Any
) -> httpx2.Response:
    body = {"revision": revision, "reason": WHY, "changes": changes}
    return await client.post(f"/dossiers/{receipt['id']}/corrections", json=body, headers=headers)


async def test_a_corrected_person_is_a_new_revision_and_the_old_one_stays(
    client: httpx2.AsyncClient, identity: Identity
) -> None:
    headers = identity.headers("clerk", subject="canbo.b")
    receipt = await receive(client, headers)
    right = {"name": "Trần Canh Giữ", "identity_number": "026187000998", "phone": "0912000998"}
    answer = await correct(client, headers, receipt, applicant=right)
    assert answer.status_code == 201, answer.text
    dossier = answer.json()
    assert (dossier["revision"], dossier["code"]) == (2, receipt["code"])
    assert dossier["applicant"]["name"] == "Trần Canh Giữ"
    assert dossier["applicant"]["identity_number"] == "026187000998"
    (earlier,) = (await client.get(f"/dossiers/{receipt['id']}/revisions", headers=headers)).json()["items"]
    assert (earlier["revision"], earlier["changed"], earlier["reason"]) == (1, ["applicant"], WHY)
    assert earlier["replaced_by"] == "canbo.b"
    assert earlier["particulars"]["applicant"]["name"] == CANARY[0]
    assert earlier["particulars"]["applicant"]["identity_number"] == CANARY[1]


async def test_the_right_procedure_brings_its_own_promise(
    client: httpx2.AsyncClient, identity: Identity, clock: SetClock
) -> None:
    headers = identity.headers("clerk")
    receipt = await receive(client, headers)
    clock.turn_to(THURSDAY + timedelta(minutes=30))
    dossier = (await correct(client, headers, receipt, procedure="1.001193")).json()
    assert dossier["procedure_name"] == "Đăng ký khai sinh"
    assert (dossier["due_on"], dossier["term"]["unit"]) == ("2026-03-05", "same_day")
    assert dossier["received_at"] == receipt["received_at"]


async def test_a_correction_is_announced_without_words_or_people(
    client: httpx2.AsyncClient, identity: Identity, database: Database
) -> None:
    headers = identity.headers("clerk")
    receipt = await receive(client, headers)
    await correct(client, headers, receipt, due_at="2026-03-12T17:00:00+07:00", summary="Xin cấp lại")
    async with database.reading() as connection:
        canon = await connection.fetchval(
            "select canon from intake.facts where type = 'intake.dossier.corrected.v1' and stream = $1",
            f"dossier:{receipt['id']}",
        )
    fact = read_fact(canon)
    assert (fact.seq, fact.body["revision"], fact.body["changed"]) == (2, 2, ["due", "summary"])
    assert (fact.body["due_on"], fact.body["procedure"]) == ("2026-03-12", "1.001612")
    assert not any(word in canon.decode() for word in (*CANARY, WHY, "Xin cấp lại"))


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"sets": 1}, 422, "nothing_corrected"),
        ({}, 422, "nothing_corrected"),
        ({"due_at": "2026-03-04T17:00:00+07:00"}, 422, "due_before_received"),
        ({"procedure": "9.999999"}, 404, "procedure_not_found"),
        ({"procedure": "1.000001"}, 422, "procedure_not_in_force"),
        ({"applicant": {"name": "A", "identity_number": "1"}}, 422, "identity_number_not_valid"),
        ({"applicant": None}, 422, "fields_not_valid"),
        ({"code": "X"}, 422, "fields_not_valid"),
    ],
    ids=str,
)
async def test_what_cannot_be_a_correction_is_refused_and_changes_nothing(
    client: httpx2.AsyncClient, identity: Identity, changes: dict[str, Any], status: int, code: str
) -> None:
    headers = identity.headers("clerk")
    receipt = await receive(client, headers)
    answer = await correct(client, headers, receipt, **changes)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    dossier = (await client.get(f"/dossiers/{receipt['id']}", headers=headers)).json()
    assert (dossier["revision"], dossier["due_on"]) == (1, "2026-03-10")


async def test_a_stated_date_is_not_explained_by_a_count(client: httpx2.AsyncClient, identity: Identity) -> None:
    headers = identity.headers("clerk")
    receipt = await receive(client, headers)
    await correct(client, headers, receipt, due_at="2026-03-12T17:00:00+07:00")
    due = (await client.get(f"/dossiers/{receipt['id']}/due", headers=headers)).json()
    assert (due["due_on"], due["steps"], due["text"]) == ("2026-03-12", [], "Ngày hẹn trả đã được đính chính")


async def test_the_second_of_two_clerks_is_told_to_look_again(client: httpx2.AsyncClient, identity: Identity) -> None:
    headers = identity.headers("clerk")
    receipt = await receive(client, headers)
    assert (await correct(client, headers, receipt, sets=2)).status_code == 201
    late = await correct(client, headers, receipt, sets=3)
    assert (late.status_code, late.json()["code"]) == (409, "revision_conflict")
    assert (await correct(client, headers, receipt, revision=2, sets=3)).json()["revision"] == 3


async def test_a_missed_date_is_owed_a_letter_and_an_ended_dossier_keeps_its_promise(
    client: httpx2.AsyncClient, identity: Identity, clock: SetClock
) -> None:
    headers = identity.headers("clerk")
    missed = await receive(client, headers)
    settled = await receive(client, headers, settled_at_once=True)
    clock.turn_to(THURSDAY + timedelta(days=6))
    late = await correct(client, headers, missed, due_at="2026-03-20T17:00:00+07:00")
    assert (late.status_code, late.json()["code"]) == (409, "due_date_passed")
    ended = await correct(client, headers, settled, procedure="1.001193")
    assert (ended.status_code, ended.json()["code"]) == (409, "dossier_ended")
    assert (await correct(client, headers, settled, summary="Đúng tên việc")).status_code == 201


async def test_only_who_receives_corrects_and_only_in_reach(client: httpx2.AsyncClient, identity: Identity) -> None:
    receipt = await receive(client, identity.headers("clerk"))
    assert (await correct(client, identity.headers("monitor"), receipt, sets=2)).status_code == 403
    foreign = await correct(client, identity.headers("clerk", offices=("H26",)), receipt, sets=2)
    assert (foreign.status_code, foreign.json()["code"]) == (404, "dossier_not_found")


async def test_a_proxy_may_be_added_and_taken_away(client: httpx2.AsyncClient, identity: Identity) -> None:
    headers = identity.headers("clerk")
    receipt = await receive(client, headers)
    proxy = {"name": "Lê Thị Đại Diện", "basis": "Giấy uỷ quyền số 1"}
    added = (await correct(client, headers, receipt, proxy=proxy)).json()
    assert added["proxy"]["name"] == "Lê Thị Đại Diện"
    taken = (await correct(client, headers, receipt, revision=2, proxy=None)).json()
    assert taken["proxy"] is None


async def test_no_number_of_any_revision_lies_in_clear(
    client: httpx2.AsyncClient, identity: Identity, database: Database
) -> None:
    headers = identity.headers("clerk")
    receipt = await receive(client, headers)
    await correct(client, headers, receipt, applicant=BODY["applicant"] | {"identity_number": "026187000998"})
    async with database.reading() as connection:
        rows = await connection.fetch(
            "select d::text as row from intake.dossiers d union all select r::text from intake.dossier_revisions r"
        )
    assert not [row for row in rows if CANARY[1] in row["row"] or "026187000998" in row["row"]]
