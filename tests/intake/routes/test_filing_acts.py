"""What a clerk answers to a filing and what its applicant does, over HTTP."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

import asyncpg
import httpx2
import pytest
from fastapi import FastAPI

from shared.clock import SetClock
from shared.contracts.intake import DossierReceived
from shared.db.database import BoundDatabase, Database, PooledDatabase
from tests.intake.conftest import COMMUNE, DESK, furnish_town
from tests.intake.filing_desk import AT_COUNTER, COMPLETION, ONLINE, OWNER, REFUSAL, FilingDesk, refusal
from tests.support.people import Identity

PAPERS = {"papers": [{"name": "Bản sao căn cước", "form": "electronic", "quantity": 1}]}
WHY = {"note": "Người nộp gọi điện đề nghị rút"}


@pytest.fixture
def desk(client: httpx2.AsyncClient, database: BoundDatabase, identity: Identity) -> FilingDesk:
    return FilingDesk(client, database, identity)


def at(clock: SetClock, text: str) -> None:
    clock.turn_to(datetime.fromisoformat(f"{text}+07:00"))


async def test_acceptance_makes_the_dossier_with_code_and_promised_date(desk: FilingDesk, clock: SetClock) -> None:
    filing = await desk.file()
    at(clock, "2026-03-05T10:00")
    answer = await desk.act(filing, "accept")
    receipt = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/dossiers/{receipt['id']}"
    assert receipt["code"] == f"{DESK}-260305-0001"
    assert (receipt["received_at"], receipt["due_at"]) == ("2026-03-05T10:00:00+07:00", "2026-03-06T10:30:00+07:00")
    dossier = (await desk.get(f"/dossiers/{receipt['id']}")).json()
    assert dossier["applicant"]["identity_number"] == OWNER["identity_number"]
    assert (dossier["applicant"]["name"], dossier["applicant"]["phone"]) == (OWNER["name"], "+84912000777")
    assert (dossier["channel"], dossier["summary"]) == ("online", "Xin cấp lần đầu")
    assert dossier["fees"] == [{"name": "Lệ phí", "amount": 50_000, "paid_by": None}]
    accepted = await desk.read(filing)
    assert (accepted["state"], accepted["national_code"], accepted["answer"]) == ("accepted", 2, "answered_in_time")
    assert (accepted["dossier"], accepted["dossier_code"]) == (receipt["id"], receipt["code"])
    assert accepted["links"]["dossier"] == f"/dossiers/{receipt['id']}"
    assert accepted["allowed_acts"] == []
    (row,) = await desk.rows("select filing from intake.dossiers")
    assert str(row["filing"]) == accepted["id"]


async def test_the_receipt_is_the_first_fact_of_its_dossier_and_the_filings_fact_names_it(desk: FilingDesk) -> None:
    receipt = await desk.done(await desk.file(), "accept")
    (received,) = await desk.facts("dossier:")
    assert (received.seq, DossierReceived.of(received).code) == (1, receipt["code"])
    told = (await desk.facts())[-1]
    assert (told.type, told.seq, told.office) == ("intake.filing.accepted.v1", 2, DESK)
    assert told.body["standing"]["dossier"] == receipt["id"]


async def test_a_clerk_corrects_in_accepting_and_the_filing_keeps_what_was_filed(desk: FilingDesk) -> None:
    filing = await desk.file()
    corrected = {
        "papers": [{"name": "Tờ khai", "form": "original", "quantity": 2}],
        "fees": [{"name": "Lệ phí", "amount": 20_000, "paid_by": "cash"}],
        "sets": 2,
        "result": {"way": "post", "address": "Thôn Hai"},
        "summary": "Cấp lần đầu",
        "office": "H62.19.01",
    }
    receipt = await desk.done(filing, "accept", corrected)
    dossier = (await desk.get(f"/dossiers/{receipt['id']}")).json()
    assert (dossier["papers"][0]["quantity"], dossier["fees"][0]["paid_by"]) == (2, "cash")
    assert (dossier["sets"], dossier["summary"]) == (2, "Cấp lần đầu")
    assert (dossier["result_way"], dossier["result_address"], dossier["office"]) == ("post", "Thôn Hai", "H62.19.01")
    kept = await desk.read(filing)
    assert (kept["papers"][0]["quantity"], kept["fees"][0]["paid_by"], kept["sets"]) == (1, None, 1)


async def test_a_case_that_is_not_published_is_refused_at_acceptance(desk: FilingDesk) -> None:
    filing = await desk.file()
    assert await refusal(desk.act(filing, "accept", {"case": "Trường hợp lạ"})) == (422, "case_not_found")
    assert (await desk.read(filing))["version"] == 1


async def test_who_continues_a_desk_that_ended_answers_what_was_filed_there(desk: FilingDesk) -> None:
    heir, filings = ("H26",), [await desk.file(desk=COMMUNE) for _ in range(2)]
    async with desk.database.transaction() as connection:
        end = "update intake.offices set valid_to = '2026-03-04', successor = 'H26', heirs = $2 where code = $1"
        await connection.execute(end, COMMUNE, ["VN", "H26"])
    assert {line["id"] for line in await desk.listed(reach=heir, desk="H26")} == {each["id"] for each in filings}
    assert (await desk.act(filings[0], "refuse", REFUSAL, offices=heir)).status_code == 200
    receipt = await desk.act(filings[1], "accept", offices=heir)
    assert (receipt.status_code, receipt.json()["desk"], receipt.json()["office"]) == (201, "H26", "H26")
    assert (await desk.read(filings[1], offices=heir))["desk"] == COMMUNE


async def test_what_is_accepted_and_settled_at_once_has_its_end(desk: FilingDesk) -> None:
    await desk.done(await desk.file(), "accept", {"settled_at_once": True})
    types = [fact.type for fact in await desk.facts("dossier:")]
    assert types == ["intake.dossier.received.v1", "intake.dossier.outcome_declared.v1"]


async def test_accepting_again_after_a_lost_answer_is_the_same_receipt(desk: FilingDesk) -> None:
    filing = await desk.file()
    first = await desk.act(filing, "accept")
    again = await desk.act(filing, "accept")
    assert (again.status_code, again.json(), again.headers["idempotent-replay"]) == (201, first.json(), "true")
    colleague = desk.act(filing, "accept", subject="canbo.b")
    assert await refusal(colleague) == (409, "version_conflict")
    assert len(await desk.facts("dossier:")) == 1


async def test_a_dossier_made_of_the_filing_before_stands_in_the_way_of_a_second(desk: FilingDesk) -> None:
    """As after a restore of one table alone."""
    filing = await desk.file()
    async with desk.database.transaction() as connection:
        key = "insert into intake.idempotency_keys values ($1, 'accept', '', gen_random_uuid(), now())"
        await connection.execute(key, f"filing:{filing['id']}")
    assert await refusal(desk.act(filing, "accept")) == (409, "filing_already_accepted")
    assert await desk.rows("select from intake.dossiers") == []
    assert (await desk.read(filing))["state"] == "filed"


async def test_what_receiving_refuses_leaves_the_filing_as_it_was(desk: FilingDesk) -> None:
    filing = await desk.file()
    async with desk.database.transaction() as connection:
        await connection.execute("update intake.procedures set valid_to = '2026-03-04' where code = '1.001612'")
    assert await refusal(desk.act(filing, "accept")) == (422, "procedure_not_in_force")
    assert (await desk.read(filing))["version"] == 1
    assert (await desk.done(filing, "refuse", REFUSAL))["state"] == "refused"


async def test_a_service_number_of_a_business_is_taken_twice(desk: FilingDesk) -> None:
    """Stored form is checked again at acceptance."""
    business = {"name": "Công ty Mẫu", "kind": "business", "identity_number": "0100109106", "phone": "1800 1234"}
    receipt = await desk.done(await desk.file(applicant=business), "accept")
    dossier = (await desk.get(f"/dossiers/{receipt['id']}")).json()
    assert dossier["applicant"]["phone"] == "+8418001234"


async def test_sent_back_once_completed_and_accepted(desk: FilingDesk, clock: SetClock) -> None:
    filing = await desk.file()
    asked = await desk.done(filing, "request-completion", COMPLETION)
    assert (asked["state"], asked["national_code"], asked["answer"]) == ("completion_requested", 5, "answered_in_time")
    assert asked["completion_due_on"] == "2026-03-20"
    assert asked["history"][-1]["says"]["items"] == COMPLETION["items"]
    assert await refusal(desk.act(asked, "request-completion", COMPLETION)) == (409, "completion_already_requested")
    at(clock, "2026-03-09T16:00")
    completed = await desk.done(asked, "complete", PAPERS, "portal")
    assert (completed["state"], completed["national_code"], completed["answer"]) == ("completed", 1, "pending_in_time")
    assert (completed["answer_due_at"], completed["answered_at"]) == ("2026-03-10T16:30:00+07:00", None)
    assert [paper["name"] for paper in completed["papers"]] == ["Tờ khai", "Bản sao căn cước"]
    assert await refusal(desk.act(completed, "request-completion", COMPLETION)) == (409, "completion_already_requested")
    receipt = await desk.done(completed, "accept")
    dossier = (await desk.get(f"/dossiers/{receipt['id']}")).json()
    assert len(dossier["papers"]) == 2


async def test_who_brings_the_missing_papers_to_the_counter_is_accepted_there(desk: FilingDesk) -> None:
    asked = await desk.done(await desk.file(), "request-completion", COMPLETION)
    await desk.done(asked, "accept", PAPERS)
    assert (await desk.read(asked))["answer"] == "answered_in_time"


async def test_an_answer_after_eight_working_hours_is_late_for_ever(desk: FilingDesk, clock: SetClock) -> None:
    filing = await desk.file()
    at(clock, "2026-03-06T09:30:00")
    assert (await desk.read(filing))["answer"] == "pending_in_time"
    at(clock, "2026-03-06T09:30:01")
    assert (await desk.read(filing))["answer"] == "pending_late"
    asked = await desk.done(filing, "request-completion", COMPLETION)
    assert (asked["answer"], asked["answered_at"]) == ("answered_late", "2026-03-06T09:30:01+07:00")
    completed = await desk.done(asked, "complete", PAPERS)
    assert completed["answer"] == "pending_in_time"
    assert (await desk.done(completed, "refuse", REFUSAL))["answer"] == "answered_late"
    assert [fact.body["standing"]["was_late"] for fact in await desk.facts()] == [False, True, True, True]


async def test_a_refusal_is_counted_by_its_first_reason_and_ends_it(desk: FilingDesk) -> None:
    reasons = [*REFUSAL["reasons"], {"code": "papers_not_valid", "text": "Tờ khai theo mẫu cũ"}]
    refused = await desk.done(await desk.file(), "refuse", {"reasons": reasons, "basis": "Điều 17"})
    assert (refused["state"], refused["national_code"], refused["reason_code"]) == ("refused", 3, "not_competent")
    assert refused["history"][-1]["says"]["reasons"] == reasons
    assert (await desk.facts())[-1].body["standing"]["reason"] == "not_competent"
    for act, body in (("accept", None), ("request-completion", COMPLETION), ("withdraw", WHY), ("complete", PAPERS)):
        assert await refusal(desk.act(refused, act, body)) == (409, "act_not_allowed"), act
    assert await desk.rows("select from intake.dossiers") == []


async def test_the_applicant_takes_a_filing_back(desk: FilingDesk) -> None:
    filing = await desk.file()
    assert await refusal(desk.act(filing, "withdraw")) == (422, "reason_missing")
    withdrawn = await desk.done(filing, "withdraw", WHY)
    assert (withdrawn["state"], withdrawn["national_code"], withdrawn["answer"]) == ("withdrawn", 8, "unanswered")
    assert withdrawn["history"][-1]["reason"] == WHY["note"]
    assert (await desk.done(await desk.file(), "withdraw", None, "portal"))["state"] == "withdrawn"


async def test_what_was_not_completed_is_closed_after_its_last_day_only(desk: FilingDesk, clock: SetClock) -> None:
    asked = await desk.done(await desk.file(), "request-completion", COMPLETION | {"answer_by": "2026-03-12"})
    at(clock, "2026-03-12T23:59:59")
    assert await refusal(desk.act(asked, "close-unanswered")) == (409, "answer_time_not_over")
    at(clock, "2026-03-13T00:00")
    closed = await desk.done(asked, "close-unanswered")
    assert (closed["state"], closed["national_code"], closed["answer"]) == ("closed", 8, "answered_in_time")
    assert await refusal(desk.act(closed, "complete", PAPERS)) == (409, "act_not_allowed")


async def test_completion_after_the_last_day_is_taken_until_it_is_closed(desk: FilingDesk, clock: SetClock) -> None:
    asked = await desk.done(await desk.file(), "request-completion", COMPLETION | {"answer_by": "2026-03-12"})
    at(clock, "2026-03-16T08:00")
    assert (await desk.done(asked, "complete", PAPERS))["state"] == "completed"


@pytest.mark.parametrize("answer_by", ["2026-03-05", "2020-01-01", "2027-03-07"])
async def test_a_last_day_that_leaves_no_time_or_has_no_end_is_refused(desk: FilingDesk, answer_by: str) -> None:
    body = COMPLETION | {"answer_by": answer_by}
    assert await refusal(desk.act(await desk.file(), "request-completion", body)) == (422, "completion_limit_not_valid")


async def test_the_last_day_of_the_usual_fifteen_falls_on_no_holiday(desk: FilingDesk, clock: SetClock) -> None:
    at(clock, "2026-02-02T09:00")
    asked = await desk.done(await desk.file(filed_at="2026-02-02T08:00:00+07:00"), "request-completion", COMPLETION)
    assert asked["completion_due_on"] == "2026-02-23"


async def test_without_a_version_or_with_an_old_one_nothing_is_done(desk: FilingDesk) -> None:
    filing = await desk.file()
    assert await refusal(desk.act(filing, "refuse", REFUSAL, version="")) == (422, "version_missing")
    assert await refusal(desk.act(filing, "refuse", REFUSAL, version="1")) == (422, "version_not_valid")
    await desk.act(filing, "request-completion", COMPLETION, subject="canbo.b")
    late = await desk.act(filing, "refuse", REFUSAL)
    assert (late.status_code, late.json()["code"]) == (409, "version_conflict")
    assert "canbo.b" in late.json()["detail"]


@pytest.mark.parametrize("act", ["accept", "request-completion", "refuse", "close-unanswered"])
@pytest.mark.parametrize("role", ["portal", "officer", "leader", "monitor", "registrar", "administrator"])
async def test_only_a_clerk_answers(desk: FilingDesk, act: str, role: str) -> None:
    bodies = {"request-completion": COMPLETION, "refuse": REFUSAL}
    filing = await desk.done(await desk.file(), "request-completion", COMPLETION) if act == "close-unanswered" else None
    answer = desk.act(filing or await desk.file(), act, bodies.get(act), role)
    assert await refusal(answer) == (403, "role_not_allowed")


async def test_a_role_is_looked_at_before_anything_else(desk: FilingDesk) -> None:
    for act in ("accept", "refuse", "withdraw"):
        answer = desk.act(await desk.file(), act, {"x": 1}, "administrator", version="")
        assert await refusal(answer) == (403, "role_not_allowed"), act


async def test_a_foreign_filing_does_not_exist_and_the_competent_office_reads_only(desk: FilingDesk) -> None:
    filing = await desk.file(office="H62.19.01")
    for act, body in (("accept", None), ("refuse", REFUSAL), ("withdraw", WHY)):
        assert await refusal(desk.act(filing, act, body, offices=("H26",))) == (404, "filing_not_found")
        assert await refusal(desk.act(filing, act, body, offices=("H62.19.01",))) == (403, "desk_out_of_reach")
    assert (await desk.get(f"/filings/{filing['id']}", offices=("H26",))).status_code == 404
    assert (await desk.get(f"/filings/{filing['id']}", offices=("H62.19.01",))).status_code == 200


@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("refuse", None),
        ("refuse", {"reasons": [{"code": "other", "text": ""}]}),
        ("refuse", {"reasons": [{"code": "other", "text": "a\u0000b"}]}),
        ("request-completion", {"items": [{"what": "x"}], "basis": "y"}),
        ("request-completion", COMPLETION | {"answer_by": "2026-02-30"}),
        ("complete", {}),
        ("complete", {"papers": [{"name": "x", "quantity": 0}]}),
        ("withdraw", {"note": "x" * 4001}),
        ("withdraw", {"note": "a\u202eb"}),
        ("withdraw", {"reason": "x"}),
        ("close-unanswered", []),
        ("accept", {"papers": "x"}),
        ("accept", {"sets": True}),
        ("accept", {"accepted_at": "2020-01-01T00:00:00Z"}),
        ("accept", {"fees": [{"name": "x", "amount": -1}]}),
    ],
    ids=str,
)
async def test_a_body_that_cannot_be_right_is_refused(desk: FilingDesk, act: str, body: Any) -> None:
    filing = await desk.file()
    assert await refusal(desk.act(filing, act, body)) == (422, "fields_not_valid")
    assert (await desk.read(filing))["version"] == 1


async def test_every_allowed_act_leads_to_an_address_that_exists(desk: FilingDesk) -> None:
    filing = await desk.file()
    asked = await desk.done(await desk.file(), "request-completion", COMPLETION)
    hrefs = {act["act"]: act["href"] for act in (*filing["allowed_acts"], *asked["allowed_acts"])}
    assert set(hrefs) == {"completion_requested", "completed", "accepted", "refused", "withdrawn", "closed"}
    for href in hrefs.values():
        answer = await desk.client.post(href, headers=desk.identity.headers("clerk"))
        assert answer.json()["code"] in {"version_missing", "fields_not_valid"}, href
    seen_by_portal = await desk.read(asked, "portal")
    assert [act["act"] for act in seen_by_portal["allowed_acts"]] == ["completed", "withdrawn"]


async def test_words_are_stored_composed(desk: FilingDesk) -> None:
    withdrawn = await desk.done(await desk.file(), "withdraw", {"note": "Ho\u0300a Bi\u0300nh"})
    assert withdrawn["history"][-1]["reason"] == "Hòa Bình"


async def test_history_keeps_who_and_what_and_lets_only_words_be_emptied(desk: FilingDesk) -> None:
    await desk.done(await desk.file(), "withdraw", WHY)
    attacks = (
        "update intake.filing_acts set actor = 'x'",
        "update intake.filing_acts set reason = 'khác'",
        "delete from intake.filing_acts",
        "truncate intake.filing_acts",
    )
    for attack in attacks:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with desk.database.transaction() as connection:
                await connection.execute(attack)
    async with desk.database.transaction() as connection:
        await connection.execute("update intake.filing_acts set reason = null, says = null")
    assert [row["act"] for row in await desk.rows("select act from intake.filing_acts order by version")] == [
        "filed",
        "withdrawn",
    ]


async def test_identity_numbers_and_words_stand_in_no_other_table_and_in_no_fact(desk: FilingDesk) -> None:
    proxy = {"name": "Lê Thị Đại Diện", "identity_number": "026187000666", "phone": "0912000666"}
    asked = await desk.done(await desk.file(proxy=proxy), "request-completion", COMPLETION)
    completed = await desk.done(asked, "complete", PAPERS | {"note": "Đã chụp lại"})
    await desk.done(completed, "accept")
    await desk.file(proxy=proxy, base=AT_COUNTER, answer={"refuse": REFUSAL})
    await desk.done(await desk.file(proxy=proxy), "withdraw", WHY)
    for table in await desk.rows("select tablename from pg_tables where schemaname = 'intake'"):
        rows = await desk.rows(f'select t::text as row from intake."{table["tablename"]}" t')
        for number in (OWNER["identity_number"], proxy["identity_number"]):
            hexed = number.encode().hex()
            assert not [row for row in rows if number in row["row"] or hexed in row["row"]], table["tablename"]
    facts = b"".join(row["canon"] for row in await desk.rows("select canon from intake.facts")).decode()
    secrets = (*OWNER.values(), *proxy.values(), "+84912000777", "Xin cấp", "Ảnh mờ", "gọi điện", "chụp lại", "G12-1")
    assert not [secret for secret in secrets if secret in facts]


@pytest.fixture
async def busy_desk(
    fresh_database: PooledDatabase,
    intake: Callable[[Database], FastAPI],
    serve: Callable[[FastAPI], httpx2.AsyncClient],
    identity: Identity,
) -> FilingDesk:
    """With true commits."""
    await furnish_town(fresh_database)
    return FilingDesk(serve(intake(fresh_database)), fresh_database, identity)


async def test_many_clerks_accepting_at_once_make_one_dossier(busy_desk: FilingDesk) -> None:
    filing = await busy_desk.file()
    answers = await asyncio.gather(*(busy_desk.act(filing, "accept", subject=f"canbo.{n}") for n in range(10)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 9
    assert {a.json()["code"] for a in answers if a.status_code == 409} == {"version_conflict"}
    assert len(await busy_desk.rows("select from intake.dossiers")) == 1
    assert [row["last"] for row in await busy_desk.rows("select last from intake.dossier_numbers")] == [1]


async def test_acceptance_and_refusal_at_once_end_as_one_of_them(busy_desk: FilingDesk) -> None:
    filings = [await busy_desk.file() for _ in range(6)]
    acts = [
        busy_desk.act(filing, act, body, subject=subject)
        for filing in filings
        for act, body, subject in (("accept", None, "canbo.a"), ("refuse", REFUSAL, "canbo.b"))
    ]
    answers = await asyncio.gather(*acts)
    assert sorted(answer.status_code for answer in answers if answer.status_code == 409) == [409] * 6
    states = [row["state"] for row in await busy_desk.rows("select state from intake.filings")]
    dossiers = await busy_desk.rows("select filing from intake.dossiers")
    assert len(dossiers) == states.count("accepted")
    assert set(states) <= {"accepted", "refused"}


async def test_acceptances_and_receipts_at_once_give_codes_without_gap(busy_desk: FilingDesk) -> None:
    filings = [await busy_desk.file() for _ in range(8)]
    direct = {name: ONLINE[name] for name in ("desk", "procedure", "applicant")}
    headers = busy_desk.identity.headers("clerk")
    answers = await asyncio.gather(
        *(busy_desk.act(filing, "accept") for filing in filings),
        *(busy_desk.client.post("/dossiers", json=direct, headers=headers) for _ in range(8)),
    )
    assert {answer.status_code for answer in answers} == {201}
    assert sorted(a.json()["code"] for a in answers) == [f"{DESK}-260305-{n:04}" for n in range(1, 17)]


async def test_what_fails_half_way_leaves_neither_dossier_nor_number(busy_desk: FilingDesk) -> None:
    """The history's own key stands in the way after the dossier was written."""
    filing = await busy_desk.file()
    async with busy_desk.database.transaction() as connection:
        row = "insert into intake.filing_acts values ($1, 2, 'withdrawn', 'filed', 'withdrawn', 'x', now(), now())"
        await connection.execute(row, filing["id"])
    assert (await busy_desk.act(filing, "accept")).status_code == 500
    assert await busy_desk.rows("select from intake.dossiers") == []
    assert await busy_desk.rows("select from intake.idempotency_keys") == []
    assert (await busy_desk.read(filing))["state"] == "filed"
    assert (await busy_desk.done(await busy_desk.file(), "accept"))["code"].endswith("-0001")
