"""Acts over HTTP: versions, roles, reach, what each answers."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from shared.clock import SetClock
from shared.db.database import BoundDatabase, PooledDatabase
from shared.ids import new_id
from shared.web.station import Station
from tests.processing.conftest import Apply, Desk, applying, open_desk
from tests.processing.made_up import Log, local
from tests.support.people import Identity


@pytest.fixture
async def dossier(apply: Apply, town: Log) -> str:
    """Accepted on Friday 20/11/2026, due on 27/11; it is Tuesday 24/11, 10:00."""
    id = new_id()
    await apply([town.received(id)])
    return str(id)


async def test_a_dossier_goes_from_the_desk_to_its_return(desk: Desk, dossier: str, clock: SetClock) -> None:
    steps = [
        ("hand-over", "clerk", "handed_over", 2),
        ("take-up", "officer", "in_process", 4),
        ("supplement-request", "officer", "awaiting_supplement", 5),
        ("supplement-receipt", "clerk", "in_process", 4),
        ("payment-request", "officer", "awaiting_payment", 6),
        ("payment-receipt", "clerk", "in_process", 4),
        ("finish", "officer", "ready", 9),
        ("return", "clerk", "returned", 10),
    ]
    for version, (act, role, state, code) in enumerate(steps, start=1):
        clock.turn_to(clock.now() + timedelta(hours=1))
        answer = await desk.act(dossier, act, version, role, body={"note": "Theo hồ sơ"})
        assert answer.status_code == 200, answer.text
        told = answer.json()
        assert (told["state"], told["national_code"], told["version"]) == (state, code, version + 1)
        assert answer.headers["etag"] == f'"{version + 1}"'
    assert [act["act"] for act in told["allowed_acts"]] == [
        *("correction_asked", "papers_lost", "lateness_explained", "undone")
    ]
    assert told["standing"]["outcome"] == "result"


async def test_the_answer_says_what_this_caller_may_do_next(desk: Desk, dossier: str) -> None:
    clerk = (await desk.act(dossier, "hand-over", 1, "clerk")).json()
    assert [act["act"] for act in clerk["allowed_acts"]] == [
        *("assigned", "withdrawal_asked", "papers_lost", "lateness_explained", "undone")
    ]
    assert clerk["warnings"] == ["handed_over_late"]
    leader = (await desk.get(f"/dossiers/{dossier}", "leader")).json()
    hrefs = {act["act"]: act["href"] for act in leader["allowed_acts"]}
    assert hrefs["stopped"] == f"/dossiers/{dossier}/stop"
    assert {"taken_up", "extended", "finished", "refused", "withdrawal_asked", "stopped"} < hrefs.keys()
    assert not {"passed_on", "opinion_given", "returned"} & hrefs.keys()


async def test_every_allowed_act_leads_to_an_address_that_exists(desk: Desk, dossier: str) -> None:
    told = (await desk.get(f"/dossiers/{dossier}", "leader")).json()
    for act in told["allowed_acts"]:
        answer = await desk.client.post(act["href"], headers=desk.identity.headers("leader"))
        assert answer.json()["code"] in {"version_missing", "fields_not_valid"}


async def test_every_due_date_stays_in_the_history_with_the_act_that_moved_it(
    desk: Desk, dossier: str, clock: SetClock
) -> None:
    for version, act in enumerate(("take-up", "supplement-request", "supplement-receipt", "undo"), start=1):
        clock.turn_to(clock.now() + timedelta(hours=1))
        assert (await desk.act(dossier, act, version, body={"note": "lý do"})).status_code == 200
    history = (await desk.get(f"/dossiers/{dossier}/history")).json()
    told = [(entry["act"], entry["due_on"]) for entry in history if entry["due_on"]]
    assert told == [("opened", "2026-11-27"), ("supplement_received", "2026-12-01"), ("undone", "2026-11-27")]


async def test_a_way_of_return_is_kept_as_evidence(desk: Desk, dossier: str) -> None:
    await desk.act(dossier, "finish", 1)
    assert (await desk.act(dossier, "return", 2, body={"way": "fax"})).status_code == 422
    await desk.act(dossier, "return", 2, "clerk", body={"way": "post"})
    history = (await desk.get(f"/dossiers/{dossier}/history")).json()
    assert [entry["evidence"] for entry in history] == [None, None, "post"]


async def test_an_extension_keeps_the_lawful_due_date(desk: Desk, dossier: str) -> None:
    body = {"promised_on": "2026-12-04", "note": "Chờ ý kiến của sở"}
    answer = await desk.act(dossier, "extension", 1, body=body)
    standing = answer.json()["standing"]
    assert standing["letters"] == [{"sent_on": "2026-11-24", "promised_on": "2026-12-04"}]
    assert [due["due_on"] for due in standing["dues"]] == ["2026-11-27"]
    assert (await desk.act(dossier, "extension", 2, body=body)).json()["code"] == "term_already_extended"


async def test_a_letter_after_the_day_before_the_due_date_is_refused(desk: Desk, dossier: str, clock: SetClock) -> None:
    clock.turn_to(local("2026-11-27 07:30"))
    answer = await desk.act(dossier, "extension", 1, body={"promised_on": "2026-12-04", "reason_code": "R1"})
    assert (answer.status_code, answer.json()["code"]) == (409, "letter_too_late")


async def test_without_a_version_nothing_is_done(desk: Desk, dossier: str) -> None:
    assert await refusal(desk.act(dossier, "finish", None)) == (422, "version_missing")
    for broken in ("3", "*", '"x"', '"1", "2"', '"99999999999999999999"'):
        assert await refusal(desk.act(dossier, "finish", broken)) == (422, "version_not_valid")


async def test_an_old_version_is_told_who_acted_last_and_when(desk: Desk, dossier: str) -> None:
    await desk.act(dossier, "take-up", 1, subject="canbo.b")
    answer = await desk.act(dossier, "finish", 1)
    assert (answer.status_code, answer.json()["code"]) == (409, "version_conflict")
    assert "canbo.b" in answer.json()["detail"]
    assert "2026-11-24" in answer.json()["detail"]


async def test_an_act_out_of_place_names_the_state(desk: Desk, dossier: str) -> None:
    answer = await desk.act(dossier, "return", 1)
    assert (answer.status_code, answer.json()["code"]) == (409, "act_not_allowed")
    assert "đã tiếp nhận" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("act", "role", "code"),
    [
        ("stop", "officer", "role_not_allowed"),
        ("finish", "clerk", "role_not_allowed"),
        ("finish", "registrar", "role_not_allowed"),
        ("finish", "monitor", "role_not_allowed"),
        ("finish", "administrator", "role_not_allowed"),
        ("stop", "leader", "reason_missing"),
    ],
)
async def test_who_may_not_is_refused_and_nothing_is_written(
    desk: Desk, dossier: str, act: str, role: str, code: str
) -> None:
    status, said = await refusal(desk.act(dossier, act, 1, role))
    assert (status, said) == (422 if code == "reason_missing" else 403, code)
    assert (await desk.get(f"/dossiers/{dossier}")).json()["version"] == 1


async def test_a_dossier_of_another_province_does_not_exist_for_the_caller(desk: Desk, dossier: str) -> None:
    assert await refusal(desk.act(dossier, "take-up", 1, offices=("H10",))) == (404, "dossier_not_found")
    assert await refusal(desk.act(dossier, "take-up", 1, offices=("H62.20",))) == (404, "dossier_not_found")
    assert await refusal(desk.act(new_id(), "take-up", 1)) == (404, "dossier_not_found")
    assert (await desk.act(dossier, "take-up", 1, offices=("H62",))).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {"unknown": 1},
        {"note": ""},
        {"note": "x" * 4001},
        {"note": "a\u0000b"},
        {"note": 5},
        {"reason_code": "có dấu"},
        {"happened_at": "2026-11-24T00:00:00"},
    ],
)
async def test_a_body_that_cannot_be_right_is_refused(desk: Desk, dossier: str, body: dict[str, Any]) -> None:
    assert await refusal(desk.act(dossier, "take-up", 1, body=body)) == (422, "fields_not_valid")


@pytest.mark.parametrize("promised_on", ["2026-13-01", "0001-01-01", "9999-12-31", "mai", None])
async def test_a_day_that_cannot_be_right_is_refused(desk: Desk, dossier: str, promised_on: Any) -> None:
    body = {"promised_on": promised_on, "note": "x"}
    assert await refusal(desk.act(dossier, "extension", 1, body=body)) == (422, "fields_not_valid")


async def test_a_note_is_stored_composed(desk: Desk, dossier: str) -> None:
    await desk.act(dossier, "take-up", 1, body={"note": "Ho\u0300a Bi\u0300nh"})
    history = (await desk.get(f"/dossiers/{dossier}/history")).json()
    assert history[-1]["note"] == "Hòa Bình"


async def test_two_officers_at_once_end_as_one_act_and_one_conflict(
    fresh_database: PooledDatabase,
    clock: SetClock,
    log: Log,
    identity: Identity,
    station: Callable[..., Station],
    serve: Callable[[FastAPI], httpx2.AsyncClient],
) -> None:
    id = new_id()
    await applying(fresh_database, clock)([*log.town(), log.received(id)])
    desk = open_desk(fresh_database, clock, identity, station, serve)
    answers = await asyncio.gather(*(desk.act(id, "finish", 1, subject=f"canbo.{n}") for n in range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7
    assert {a.json()["code"] for a in answers if a.status_code == 409} == {"version_conflict"}
    assert len((await desk.get(f"/dossiers/{id}/history")).json()) == 2


async def test_history_cannot_be_rewritten_by_the_service(database: BoundDatabase, dossier: str) -> None:
    import asyncpg

    for attack in ("update processing.transitions set actor = 'x'", "delete from processing.transitions"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with database.transaction() as connection:
                await connection.execute(attack)


async def refusal(answer: Any) -> tuple[int, str]:
    response = await answer
    assert response.headers["content-type"] == "application/problem+json"
    return response.status_code, response.json()["code"]
