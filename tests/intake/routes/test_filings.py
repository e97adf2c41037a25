"""Handing filings in over HTTP: checked, timed, known again by their source's code."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from shared.clock import SetClock
from shared.db.database import BoundDatabase, Database, PooledDatabase
from tests.intake.conftest import COMMUNE, DESK, THURSDAY, furnish_town
from tests.intake.filing_desk import AT_COUNTER, COMPLETION, ONLINE, OWNER, REFUSAL, FilingDesk, refusal
from tests.support.hostile import hostile_bodies
from tests.support.people import Identity

WITH_CODE = ONLINE | {"source_code": "G12-260305-7"}


@pytest.fixture
def desk(client: httpx2.AsyncClient, database: BoundDatabase, identity: Identity) -> FilingDesk:
    return FilingDesk(client, database, identity)


async def test_an_online_filing_waits_for_an_answer_within_eight_working_hours(desk: FilingDesk) -> None:
    answer = await desk.post(WITH_CODE, "portal")
    filing = answer.json()
    assert (answer.status_code, answer.headers["etag"]) == (201, '"1"')
    assert answer.headers["location"] == f"/filings/{filing['id']}"
    assert answer.headers["cache-control"] == "no-store"
    assert (filing["state"], filing["national_code"], filing["answer"]) == ("filed", 1, "pending_in_time")
    assert (filing["desk"], filing["office"], filing["level"]) == (DESK, DESK, "district")
    assert filing["filed_at"] == "2026-03-05T08:40:00+07:00"
    assert filing["recorded_at"] == "2026-03-05T09:00:00+07:00"
    assert filing["answer_due_at"] == "2026-03-06T09:30:00+07:00"
    assert (filing["answered_at"], filing["dossier"]) == (None, None)
    (filed,) = filing["history"]
    assert (filed["act"], filed["happened_at"], filed["recorded_at"]) == (
        "filed",
        filing["filed_at"],
        filing["recorded_at"],
    )


async def test_a_filing_is_no_dossier_has_no_code_and_no_due_date(desk: FilingDesk) -> None:
    await desk.file()
    assert await desk.rows("select from intake.dossiers") == []
    assert await desk.rows("select from intake.dossier_numbers") == []
    assert [fact.type for fact in await desk.facts("")][-1] == "intake.filing.filed.v1"
    assert await desk.facts("dossier:") == []


async def test_the_same_again_is_the_filing_as_it_now_stands(desk: FilingDesk) -> None:
    first = (await desk.post(WITH_CODE, "portal")).json()
    again = await desk.post(WITH_CODE, "portal")
    assert (again.status_code, again.headers["idempotent-replay"], again.json()) == (200, "true", first)
    await desk.done(first, "refuse", REFUSAL)
    later = await desk.post(WITH_CODE, "portal")
    assert (later.status_code, later.json()["state"], later.headers["etag"]) == (200, "refused", '"2"')
    assert len(await desk.facts()) == 2


async def test_the_same_again_stays_a_repeat_when_its_procedure_has_ended(desk: FilingDesk) -> None:
    await desk.post(WITH_CODE, "portal")
    async with desk.database.transaction() as connection:
        await connection.execute("update intake.procedures set valid_to = '2026-03-04' where code = '1.001612'")
    assert (await desk.post(WITH_CODE, "portal")).status_code == 200


async def test_other_content_under_a_code_of_its_source_is_refused(desk: FilingDesk) -> None:
    await desk.post(WITH_CODE, "portal")
    other = WITH_CODE | {"applicant": OWNER | {"phone": "0912000778"}}
    assert await refusal(desk.post(other, "portal")) == (409, "filing_differs")
    assert (await desk.post(other | {"source": "kiosk"}, "portal")).status_code == 201


async def test_who_does_not_reach_the_desk_cannot_ask_for_a_filing_by_sending_it_again(desk: FilingDesk) -> None:
    await desk.post(WITH_CODE, "portal")
    assert await refusal(desk.post(WITH_CODE, "portal", offices=("H26",))) == (403, "desk_out_of_reach")


async def test_at_the_counter_the_clock_and_an_idempotency_key_serve(desk: FilingDesk) -> None:
    first = await desk.post(AT_COUNTER, headers={"Idempotency-Key": "sang-1"})
    again = await desk.post(AT_COUNTER, headers={"Idempotency-Key": "sang-1"})
    colleague = await desk.post(AT_COUNTER, headers={"Idempotency-Key": "sang-1"}, subject="canbo.b")
    without = [await desk.post(AT_COUNTER) for _ in range(2)]
    assert first.json()["filed_at"] == "2026-03-05T09:00:00+07:00"
    assert [again.status_code, colleague.status_code, *(a.status_code for a in without)] == [200, 201, 201, 201]
    assert len({answer.json()["id"] for answer in (first, again, colleague, *without)}) == 4


@pytest.mark.parametrize(
    ("answer", "state", "code"),
    [({"refuse": REFUSAL}, "refused", 3), ({"request_completion": COMPLETION}, "completion_requested", 5)],
    ids=["refused", "sent back"],
)
async def test_one_call_files_and_answers_at_the_counter(
    desk: FilingDesk, answer: dict[str, Any], state: str, code: int
) -> None:
    body = AT_COUNTER | {"source_code": "Q-1", "answer": answer}
    done = await desk.post(body)
    filing = done.json()
    assert (done.status_code, done.headers["etag"], filing["state"]) == (201, '"2"', state)
    assert (filing["national_code"], filing["answer"]) == (code, "answered_in_time")
    assert [act["act"] for act in filing["history"]] == ["filed", state]
    assert [fact.type for fact in await desk.facts()] == ["intake.filing.filed.v1", f"intake.filing.{state}.v1"]
    assert (await desk.post(body)).json() == filing


async def test_a_filing_whose_answer_cannot_be_given_is_not_entered(desk: FilingDesk) -> None:
    answer = {"request_completion": COMPLETION | {"answer_by": "2026-03-05"}}
    assert await refusal(desk.post(AT_COUNTER | {"answer": answer})) == (422, "completion_limit_not_valid")
    assert await desk.rows("select from intake.filings") == []
    assert await desk.facts() == []


async def test_the_post_states_the_slip_of_its_hand_over(desk: FilingDesk) -> None:
    filing = await desk.file(channel="post", source="post", slip="BC-0312")
    assert (filing["slip"], filing["channel"]) == ("BC-0312", "post")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"filed_at": "2026-03-05T09:00:01+07:00"}, "filed_at"),
        ({"filed_at": None}, "filed_at"),
        ({"source_code": None}, "source_code"),
        ({"channel": "post", "source": "post"}, "slip"),
        ({"slip": "BC-1"}, "slip"),
        ({"source": "counter", "channel": "direct"}, "filed_at"),
        ({"source": "counter", "filed_at": None}, "channel"),
    ],
    ids=str,
)
async def test_what_cannot_belong_together_is_refused_by_field(
    desk: FilingDesk, changes: dict[str, Any], field: str
) -> None:
    answer = await desk.post(WITH_CODE | changes)
    assert (answer.status_code, answer.json()["code"]) == (422, "filing_origin_not_valid")
    assert [error["field"] for error in answer.json()["errors"]] == [field]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"desk": "Z99"}, 422, "office_not_found"),
        ({"desk": "OLD"}, 422, "office_not_in_force"),
        ({"office": "OLD"}, 422, "office_not_in_force"),
        ({"desk": "H26"}, 403, "desk_out_of_reach"),
        ({"procedure": "9.999999"}, 422, "procedure_not_found"),
        ({"procedure": "1.000001"}, 422, "procedure_not_in_force"),
        ({"case": "Trường hợp lạ"}, 422, "case_not_found"),
        ({"applicant": OWNER | {"identity_number": "12345"}}, 422, "identity_number_not_valid"),
        ({"source": "Cổng"}, 422, "fields_not_valid"),
        ({"source_code": "mã có dấu"}, 422, "fields_not_valid"),
        ({"channel": None}, 422, "fields_not_valid"),
        ({"answer": {}}, 422, "fields_not_valid"),
        ({"answer": {"refuse": REFUSAL, "request_completion": COMPLETION}}, 422, "fields_not_valid"),
        ({"answer": {"refuse": {"reasons": []}}}, 422, "fields_not_valid"),
        ({"answer": {"refuse": {"reasons": [{"code": "bận", "text": "x"}]}}}, 422, "fields_not_valid"),
        ({"answer": {"request_completion": COMPLETION | {"basis": " "}}}, 422, "fields_not_valid"),
        ({"answer": {"request_completion": COMPLETION | {"items": []}}}, 422, "fields_not_valid"),
        ({"state": "accepted"}, 422, "fields_not_valid"),
    ],
    ids=str,
)
async def test_what_receiving_would_refuse_is_refused_at_filing(
    desk: FilingDesk, changes: dict[str, Any], status: int, code: str
) -> None:
    assert await refusal(desk.post(WITH_CODE | changes, offices=("H62",))) == (status, code)
    assert await desk.rows("select from intake.filings") == []


HOSTILE = {
    name: body
    for name, body in hostile_bodies(AT_COUNTER | {"source_code": "Q-1"}).items()
    if name not in {"a desk that ended", "twenty megabytes"}
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_filing_is_refused_and_writes_nothing(desk: FilingDesk, name: str) -> None:
    headers = {**desk.identity.headers("clerk"), "Content-Type": "application/json"}
    answer = await desk.client.post("/filings", content=HOSTILE[name], headers=headers)
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert await desk.rows("select from intake.filings") == []


@pytest.mark.parametrize("role", ["officer", "leader", "monitor", "registrar", "operator", "administrator"])
async def test_only_clerks_and_portals_file(desk: FilingDesk, role: str) -> None:
    assert await refusal(desk.post(WITH_CODE, role)) == (403, "role_not_allowed")


@pytest.mark.parametrize(
    "changes", [AT_COUNTER | {"filed_at": None}, {"answer": {"refuse": REFUSAL}}], ids=["counter", "answer"]
)
async def test_a_program_stands_at_no_counter_and_answers_nothing(desk: FilingDesk, changes: dict[str, Any]) -> None:
    assert await refusal(desk.post(WITH_CODE | changes, "portal")) == (403, "role_not_allowed")


@pytest.mark.parametrize(
    ("received_at", "due_at"),
    [
        ("2026-03-05T09:00:00+07:00", "2026-03-06T09:30:00+07:00"),
        ("2026-03-06T15:20:00+07:00", "2026-03-09T15:50:00+07:00"),
        ("2026-03-07T10:00:00+07:00", "2026-03-10T08:00:00+07:00"),
        ("2026-02-13T16:00:00+07:00", "2026-02-23T16:30:00+07:00"),
        ("2026-01-09T16:00:00+07:00", "2026-01-10T16:30:00+07:00"),
        ("2026-03-05T23:30:00+07:00", "2026-03-09T08:00:00+07:00"),
    ],
    ids=["an ordinary day", "over a weekend", "filed on a Saturday", "over Tết", "a make-up Saturday", "at night"],
)
async def test_the_eight_hours_are_counted_by_calendar_and_hours(
    desk: FilingDesk, clock: SetClock, received_at: str, due_at: str
) -> None:
    from datetime import datetime

    clock.turn_to(datetime.fromisoformat(received_at))
    filing = await desk.file(filed_at="2026-01-05T08:00:00+07:00")
    assert filing["answer_due_at"] == due_at


async def test_the_desks_own_hours_count(desk: FilingDesk, clock: SetClock) -> None:
    hours = {"valid_from": "2026-03-06", "sessions": [["07:00", "11:30"], ["13:30", "17:00"]]}
    headers = desk.identity.headers("registrar")
    assert (await desk.client.put(f"/offices/{DESK}/hours", json=hours, headers=headers)).status_code == 200
    clock.turn_to(THURSDAY.replace(day=6))
    assert (await desk.file())["answer_due_at"] == "2026-03-09T09:00:00+07:00"
    assert (await desk.file(desk=COMMUNE))["answer_due_at"] == "2026-03-09T09:00:00+07:00"


async def test_the_same_filing_sent_many_times_at_once_is_one(
    fresh_database: PooledDatabase,
    intake: Callable[[Database], FastAPI],
    serve: Callable[[FastAPI], httpx2.AsyncClient],
    identity: Identity,
) -> None:
    await furnish_town(fresh_database)
    desk = FilingDesk(serve(intake(fresh_database)), fresh_database, identity)
    answers = await asyncio.gather(*(desk.post(WITH_CODE, "portal") for _ in range(12)))
    assert sorted(answer.status_code for answer in answers) == [200] * 11 + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(await desk.facts()) == 1
