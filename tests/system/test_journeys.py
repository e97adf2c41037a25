"""Six dossiers from the counter to the yearbook, over the running services, with the people who work on them.

The services keep the machine's time. What is received here is received now; what was accepted earlier comes out of a
register book, and what people did since is entered by their leader at the time it happened, marked `backdated`.
"""

import time
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from services.cli.caught_up import wait_until_counted
from shared.clock import SystemClock
from shared.worktime import LEGAL_ZONE, legal_day, national_calendar
from tests.support.journeys import Line, Office, Yearbook, day_of, enter_book, receive, told_at
from tests.support.town import Town
from tests.system.test_main_job import motcua_json

CALENDAR = national_calendar()
BUSINESS, EXTRACT, CONTRACT, BIRTH = "1.001612", "2.000635", "2.000913", "1.000689"
PROVINCE = Office("08.2025")  # tỉnh Tuyên Quang
FIFTEEN_HOURS = timedelta(hours=15)


@pytest.fixture(scope="module")
def yearbook(town: Town) -> Yearbook:
    return Yearbook(town)


@pytest.fixture
def today() -> date:
    return legal_day(SystemClock().now())


def working_days_ago(today: date, count: int) -> date:
    day = today
    for _ in range(count):
        day = CALENDAR.working_day_before(day)
    return day


def instant(told: str) -> datetime:
    return datetime.fromisoformat(told)


# 1. Simple


def test_a_simple_dossier_goes_from_hand_to_hand_and_is_early(town: Town, yearbook: Yearbook, today: date) -> None:
    commune = Office("00913.2025")  # xã Vị Xuyên
    dossier = receive(town, commune.clerk, BUSINESS)
    assert yearbook.of(commune, today) == {"received": 1, "direct": 1, "in_term": 1}

    handed = dossier.act(commune.clerk, "hand-over")
    assert (handed["state"], handed["standing"]["steps"][0]["end"]) == ("handed_over", "done")
    assert dossier.refused(commune.clerk, "take-up") == "role_not_allowed"
    dossier.act(commune.officer, "take-up")
    colleague = commune.person("officer", "chuyen-vien-khac")
    assert dossier.refused(colleague, "pass-on") == "step_of_another"
    dossier.act(commune.officer, "pass-on", note="Trình ký")
    signing = dossier.seen_by(commune.leader)["steps"][-1]
    assert (signing["role"], signing["end"], signing["remaining"]["urgency"]) == ("leader", None, "in_term")
    finished = dossier.act(commune.leader, "finish")
    assert (finished["state"], finished["national_code"], finished["warnings"]) == ("ready", 9, [])
    assert dossier.refused(commune.officer, "finish") == "act_not_allowed"
    returned = dossier.act(commune.clerk, "return", way="counter", to="proxy", proof="Giấy ủy quyền 12/2026")
    assert (returned["state"], returned["national_code"]) == ("returned", 10)

    told = dossier.seen_by(commune.leader)
    acts = ["opened", "handed_over", "taken_up", "passed_on", "finished", "returned"]
    assert [entry["act"] for entry in told["history"]] == acts
    assert [entry["actor"] for entry in told["history"]][1:] == [
        *(commune.clerk.account, commune.officer.account, commune.officer.account),
        *(commune.leader.account, commune.clerk.account),
    ]
    assert [(step["role"], step["end"]) for step in told["steps"]] == [
        *(("clerk", "done"), ("officer", "done"), ("leader", "done")),
    ]
    assert yearbook.of(commune, today) == {"received": 1, "direct": 1, "resolved": 1, "early": 1}
    assert yearbook.behind("early", commune, today)[dossier.code]["state"] == "returned"
    assert yearbook.of(commune, today + timedelta(days=1)) == {}


# 2. In the same day


def test_what_is_settled_at_the_counter_is_counted_on_its_day(town: Town, yearbook: Yearbook, today: date) -> None:
    """An extract is due the same day, after 15:00 or on a day off the next working day: then it is even early."""
    commune = Office("00991.2025")  # xã Bắc Mê
    settled = receive(town, commune.clerk, EXTRACT, settled_at_once=True)
    waited_for = receive(town, commune.clerk, EXTRACT)
    done = waited_for.act(commune.officer, "finish", note="Ký ngay tại quầy")
    assert done["warnings"] == ["stages_skipped"]
    waited_for.act(commune.clerk, "return")

    for dossier in (settled, waited_for):
        end = time.monotonic() + 10
        while (told := dossier.seen_by(commune.clerk))["state"] != "returned":
            assert time.monotonic() < end, told["state"]
        standing = told["standing"]
        assert (standing["counts_by"], standing["term"]["unit"]) == ("day", "same_day")
        assert day_of(standing["returned_at"]) == day_of(standing["ended_at"]) == today
    how = "on_time" if told["due"]["due_on"] == f"{today}" else "early"
    assert yearbook.of(commune, today) == {"received": 2, "direct": 2, "resolved": 2, how: 2}
    assert {item["class"] for item in yearbook.behind("resolved", commune, today).values()} == {how}


# 3. With a supplement


def test_a_supplement_asked_through_the_desk_restarts_the_term(town: Town, yearbook: Yearbook, today: date) -> None:
    """Limits in hours tell the readings apart within a day: the law starts again, the index takes the wait away."""
    commune = Office("01153.2025")  # xã Bắc Quang
    dossier = receive(town, commune.clerk, CONTRACT)
    dossier.act(commune.clerk, "hand-over")
    dossier.act(commune.officer, "take-up")
    assert dossier.refused(commune.officer, "supplement-request") == "reason_missing"
    lacking = [{"what": "Bản chính giao dịch đã chứng thực", "why": "Mới nộp bản chụp"}]
    asked = dossier.act(commune.officer, "supplement-request", lacking=lacking, note="Bổ sung bản chính")
    assert (asked["state"], asked["national_code"]) == ("awaiting_supplement", 5)
    notice = dossier.seen_by(commune.clerk)["steps"][-1]
    assert (notice["kind"], notice["office"], notice["role"]) == ("notice", commune.code, "clerk")
    assert dossier.refused(commune.clerk, "closing") == "applicant_not_told"
    dossier.act(commune.clerk, "supplement-notice")
    assert dossier.refused(commune.clerk, "closing") == "answer_time_not_over"
    assert dossier.seen_by(commune.leader)["remaining"]["urgency"] == "waiting"
    assert yearbook.of(commune, today) == {"received": 1, "direct": 1, "waiting": 1}

    standing = dossier.act(commune.clerk, "supplement-receipt", note="Đã nộp đủ")["standing"]
    accepted_at, wait = instant(standing["accepted_at"]), standing["waits"][0]
    first, again = (instant(due["due_at"]) for due in standing["dues"])
    assert (first - accepted_at, again - instant(wait["until_at"])) == (FIFTEEN_HOURS, FIFTEEN_HOURS)
    due = dossier.seen_by(commune.officer)["due"]
    assert instant(due["due_at"]) == again
    assert instant(due["index_due_at"]) == first + (instant(wait["until_at"]) - instant(wait["from_at"]))
    assert dossier.refused(commune.officer, "supplement-request", note="Còn thiếu") == "supplement_already_requested"
    assert yearbook.of(commune, today) == {"received": 1, "direct": 1, "in_term": 1}
    dossier.act(commune.officer, "pass-on")
    dossier.act(commune.leader, "finish")
    assert yearbook.of(commune, today) == {"received": 1, "direct": 1, "resolved": 1, "early": 1}
    assert yearbook.behind("early", commune, today)[dossier.code]["due_on"] == f"{legal_day(again)}"


def test_the_three_readings_of_a_supplemented_dossier_do_not_mix(
    town: Town, yearbook: Yearbook, today: date, tmp_path: Path
) -> None:
    """Late by law, on time by the letter's appointment; a book's due date has no term that the index could count."""
    commune = Office("01156.2025")  # xã Vĩnh Tuy
    days = [working_days_ago(today, count) for count in range(21)]
    (dossier,) = enter_book(town, tmp_path, commune, Line(received_on=days[20], due_on=days[8]))
    back = told_at(days[19], "08:30")
    assert dossier.refused(commune.officer, "take-up", happened_at=back) == "backdating_needs_leader"
    taken = dossier.act(commune.leader, "take-up", happened_at=back, assignee=commune.officer.account)
    assert taken["warnings"] == ["backdated"]
    asked_at = told_at(days[18], "09:00")
    dossier.act(commune.leader, "supplement-request", happened_at=asked_at, note="Thiếu bản vẽ")
    dossier.act(commune.leader, "supplement-notice", happened_at=told_at(days[18], "10:00"))
    dossier.act(commune.leader, "supplement-receipt", happened_at=told_at(days[13], "09:00"))
    told = dossier.seen_by(commune.officer)
    assert told["due"]["due_on"] == f"{days[3]}"
    assert [due["due_on"] for due in told["standing"]["dues"]] == [f"{days[8]}", f"{days[3]}"]
    letter = {"promised_on": f"{today + timedelta(days=2)}", "note": "Chờ kết quả đo đạc lại"}
    due_day = told_at(days[3], "08:00")
    assert dossier.refused(commune.leader, "extension", happened_at=due_day, **letter) == "letter_too_late"
    dossier.act(commune.leader, "extension", happened_at=told_at(days[4], "16:00"), **letter)
    standing = dossier.act(commune.officer, "finish")["standing"]

    ended_on = date.fromisoformat(standing["ended_on"])
    due = dossier.seen_by(commune.officer)["due"]
    assert (due["due_on"], due["index_due_at"], due["index_due_on"]) == (f"{days[3]}", None, None)
    assert days[3] < ended_on <= date.fromisoformat(standing["letters"][0]["promised_on"])
    received = {"received": 1, "direct": 1}
    assert yearbook.of(commune, days[20], days[19]) == received | {"in_term": 1}
    for count in (18, 17, 14):
        assert yearbook.of(commune, days[count]) == {"carried_over": 1, "waiting": 1}
    for count in (13, 8, 7, 3):
        assert yearbook.of(commune, days[count]) == {"carried_over": 1, "in_term": 1}
    assert yearbook.of(commune, days[2]) == {"carried_over": 1, "overdue": 1}
    late = {"resolved": 1, "late": 1, "late_with_letter": 1}
    assert yearbook.of(commune, today) == {"carried_over": 1} | late
    assert yearbook.of(commune, days[20], today) == received | late


# 4. Late


def test_a_late_dossier_with_a_letter_is_told_from_one_without(
    town: Town, yearbook: Yearbook, today: date, tmp_path: Path
) -> None:
    commune = Office("01108.2025")  # xã Xín Mần
    days = [working_days_ago(today, count) for count in range(16)]
    line = Line(received_on=days[15], due_on=days[3])
    with_letter, without = enter_book(town, tmp_path, commune, line, line)
    for dossier in (with_letter, without):
        begun = {"happened_at": told_at(days[14], "09:00"), "assignee": commune.officer.account}
        dossier.act(commune.leader, "take-up", **begun)
    letter = {"promised_on": f"{today + timedelta(days=3)}", "note": "Cán bộ nghỉ ốm, đã phân công người khác"}
    day_before = told_at(days[3] - timedelta(days=1), "15:00")
    assert dossier.refused(commune.officer, "extension", **letter) == "role_not_allowed"
    extended = with_letter.act(commune.leader, "extension", happened_at=day_before, **letter)
    assert extended["warnings"] == ["backdated"]
    assert [due["due_on"] for due in extended["standing"]["dues"]] == [f"{days[3]}"]
    assert with_letter.refused(commune.leader, "extension", happened_at=day_before, **letter) == "term_already_extended"
    assert without.refused(commune.leader, "extension", **letter) == "letter_too_late"
    assert yearbook.of(commune, days[3]) == {"carried_over": 2, "in_term": 2}
    assert yearbook.of(commune, days[2]) == {"carried_over": 2, "overdue": 2}

    with_letter.act(commune.officer, "lateness", cause="staff", note="Cán bộ thụ lý nghỉ ốm")
    outage = note_outage(town, commune, days[3])
    without.act(commune.officer, "lateness", cause="system_outage", outage=outage, note="Mất kết nối")
    for dossier in (with_letter, without):
        assert dossier.seen_by(commune.officer)["remaining"]["urgency"] == "overdue"
        dossier.act(commune.officer, "finish")
        dossier.act(commune.clerk, "return", way="post", proof="EA123456789VN")
    assert with_letter.seen_by(commune.leader)["standing"]["cause"] == "staff"
    assert without.seen_by(commune.leader)["standing"]["cause"] == "system_outage"
    resolved = {"resolved": 2, "late": 2, "late_with_letter": 1, "late_without_letter": 1}
    assert yearbook.of(commune, today) == {"carried_over": 2} | resolved
    assert yearbook.behind("late_with_letter", commune, today).keys() == {with_letter.code}
    assert yearbook.behind("late_without_letter", commune, today).keys() == {without.code}


def test_a_letter_today_for_what_is_due_tomorrow(town: Town, yearbook: Yearbook, today: date, tmp_path: Path) -> None:
    commune = Office("00976.2025")  # xã Bạch Ngọc
    received_on, tomorrow = working_days_ago(today, 9), today + timedelta(days=1)
    due_tomorrow, due_today = enter_book(
        town, tmp_path, commune, Line(received_on, due_on=tomorrow), Line(received_on, due_on=today)
    )
    letter = {"promised_on": f"{today + timedelta(days=8)}", "note": "Chờ ý kiến của sở"}
    told = due_tomorrow.act(commune.leader, "extension", **letter)
    assert (told["warnings"], told["standing"]["letters"][0]["sent_on"]) == ([], f"{today}")
    assert due_today.refused(commune.leader, "extension", **letter) == "letter_too_late"
    assert yearbook.of(commune, today) == {"carried_over": 2, "in_term": 2}
    assert yearbook.of(commune, tomorrow) == {"carried_over": 2, "in_term": 2}  # as of now: nothing is foretold


def note_outage(town: Town, office: Office, day: date) -> int:
    body = {
        "system": "Đường truyền",
        "from_at": told_at(day, "08:00"),
        "until_at": told_at(day, "16:30"),
        "note": "Bão",
    }
    headers = town.headers("leader", offices=(office.code,), subject=office.leader.account)
    answer = town.client.post(f"{town.url('processing')}/outages", json=body, headers=headers)
    assert answer.status_code == 201, answer.text
    return int(answer.json()["number"])


# 5. Interlinked

POLICE, INSURANCE, JUSTICE = Office("CA.HAGIANG1"), Office("BHXH.HAGIANG"), Office("STP.TUYENQUANG")
LEAD, COUNTER = Office("00694.2025"), Office("00691.2025")  # phường Hà Giang 1, phường Hà Giang 2


def a_day(amount: int = 1) -> dict[str, Any]:
    return {"unit": "working_day", "amount": amount}


def publish_route(town: Town) -> None:
    """Birth, residence, health insurance: the commune leads, police and insurance work side by side, then it joins."""
    town_offices = (
        (POLICE, "Công an phường Hà Giang 1", "vertical_agency"),
        (INSURANCE, "Bảo hiểm xã hội cơ sở Hà Giang", "vertical_agency"),
        (JUSTICE, "Sở Tư pháp", "department"),
    )
    registrar = town.services("registrar")
    for office, name, kind in town_offices:
        body = {"code": office.code, "name": name, "level": "department", "parent": PROVINCE.code, "kind": kind}
        registrar.ask("intake", "POST", "/offices", json=body | {"valid_from": "2025-07-01"})
    assert wait_until_counted(registrar, patience=30)
    stages = [
        {"number": 1, "name": "Tiếp nhận", "seat": "desk", "role": "clerk"},
        {"number": 2, "name": "Khai sinh", "after": [1], "term": a_day(), "is_lead": True},
        {"number": 3, "name": "Thường trú", "seat": POLICE.code, "after": [2], "term": a_day()},
        {"number": 4, "name": "Thẻ bảo hiểm y tế", "seat": INSURANCE.code, "after": [2], "term": a_day()},
        {"number": 5, "name": "Tập hợp kết quả", "role": "leader", "after": [3, 4], "term": a_day()},
    ]
    route = {"name": "Liên thông khai sinh", "decision": "12/QĐ-UBND", "procedure": BIRTH, "office": LEAD.code}
    headers = town.headers("leader", offices=(LEAD.code,), subject=LEAD.leader.account)
    address = f"{town.url('processing')}/routes"
    for limit, status in ((a_day(2), 422), (a_day(3), 201)):
        body = route | {"valid_from": "2025-07-01", "limit": limit, "stages": stages}
        answer = town.client.post(address, json=body, headers=headers)
        assert answer.status_code == status, answer.text


def test_an_interlinked_dossier_counts_once_and_each_agency_answers_for_its_step(
    town: Town, yearbook: Yearbook, today: date
) -> None:
    publish_route(town)
    dossier = receive(town, COUNTER.clerk, BIRTH, office=LEAD.code)
    assert dossier.opened_by(POLICE.officer).status_code == 404  # nothing to do there yet
    dossier.act(COUNTER.clerk, "hand-over")
    dossier.act(LEAD.leader, "take-up", assignee=LEAD.officer.account)
    until_at = SystemClock().now().astimezone(LEGAL_ZONE) + timedelta(seconds=2)
    question = {"office": JUSTICE.code, "until_at": until_at.isoformat(), "note": "Xác định quốc tịch của con"}
    dossier.act(LEAD.officer, "opinion-request", **question)
    asked = dossier.seen_by(JUSTICE.officer)["steps"][-1]
    assert (asked["kind"], asked["office"]) == ("opinion", JUSTICE.code)
    assert dossier.refused(JUSTICE.officer, "finish") == "act_of_another_office"
    time.sleep(max(0.0, (until_at - SystemClock().now()).total_seconds() + 0.01))
    dossier.act(JUSTICE.officer, "opinion", note="Con mang quốc tịch Việt Nam")
    dossier.act(JUSTICE.officer, "lateness", step=asked["number"], cause="coordination", note="Hỏi quá gấp")

    dossier.act(LEAD.officer, "pass-on", step=dossier.step(LEAD.officer, "Khai sinh")["number"])
    residence, card = (dossier.step(LEAD.leader, name)["number"] for name in ("Thường trú", "Thẻ bảo hiểm y tế"))
    assert dossier.refused(POLICE.officer, "pass-on", step=card) == "act_of_another_office"
    dossier.act(POLICE.leader, "assignment", step=residence, assignee=POLICE.officer.account)
    dossier.act(POLICE.officer, "pass-on")
    dossier.act(POLICE.officer, "undo", note="Bấm nhầm, chưa cập nhật cư trú")
    dossier.act(POLICE.officer, "pass-on")
    assert "Tập hợp kết quả" not in [step["name"] for step in dossier.seen_by(LEAD.leader)["steps"]]
    dossier.act(INSURANCE.officer, "pass-on", step=card)
    assert dossier.step(LEAD.leader, "Tập hợp kết quả")["office"] == LEAD.code
    finished = dossier.act(LEAD.leader, "finish")
    assert finished["warnings"] == []
    dossier.act(COUNTER.clerk, "return")

    told = dossier.seen_by(LEAD.leader)
    assert [(step["office"], step["name"], step["end"]) for step in told["steps"]] == [
        (COUNTER.code, "Tiếp nhận", "done"),
        (LEAD.code, "Khai sinh", "done"),
        (JUSTICE.code, "Cho ý kiến", "done"),
        (POLICE.code, "Thường trú", "done"),
        (INSURANCE.code, "Thẻ bảo hiểm y tế", "done"),
        (LEAD.code, "Tập hợp kết quả", "done"),
    ]
    assert told["steps"][0]["judged"] != "late"  # at once after acceptance, in the session of the hand-over or before
    assert [step["judged"] for step in told["steps"]][1:] == ["early", "late", "early", "early", "early"]
    assert [step["cause"] for step in told["steps"] if step["cause"]] == ["coordination"]
    assert told["standing"]["cause"] is None  # one step was late, the dossier was not
    once = {"received": 1, "direct": 1, "resolved": 1, "early": 1}
    assert yearbook.of(LEAD, today) == once
    for office in (COUNTER, POLICE, INSURANCE, JUSTICE):
        assert yearbook.of(office, today) == {}
    assert yearbook.behind("received", PROVINCE, today)[dossier.code]["office"] == LEAD.code
    assert taken_in_at(town, COUNTER) == [dossier.code]  # the counter's own work stands in its register


def taken_in_at(town: Town, office: Office) -> list[str]:
    page = town.services("clerk").ask("intake", "GET", "/dossiers", params={"desk": office.code})
    return [item["code"] for item in page["items"]]


# 6. Reformed on 1 July 2025


def test_what_the_district_had_open_is_finished_by_its_successor(
    town: Town, yearbook: Yearbook, tmp_path: Path
) -> None:
    """Huyện Quang Bình, Hà Giang, ended; xã Quang Bình, Tuyên Quang, continues its work."""
    district, successor = Office("035"), Office("01237.2025")
    june, july = (date(2025, 6, 1), date(2025, 6, 30)), (date(2025, 7, 1), date(2025, 7, 31))
    lines = (Line(date(2025, 6, 16), date(2025, 7, 10)), Line(date(2025, 6, 17), date(2025, 6, 25)))
    moving, settled = enter_book(town, tmp_path, district, *lines)
    for dossier in (moving, settled):
        begun = {"happened_at": told_at(date(2025, 6, 18), "09:00"), "assignee": district.officer.account}
        dossier.act(district.leader, "take-up", **begun)
    settled.act(district.leader, "finish", happened_at=told_at(date(2025, 6, 24), "10:00"))
    before = yearbook.of(district, *june)
    assert before == {"received": 2, "direct": 2, "resolved": 1, "early": 1, "in_term": 1}

    mapping = tmp_path / "ke-thua.json"
    mapping.write_text(f'{{"{district.code}": "{successor.code}"}}', encoding="utf-8")
    done = motcua_json(town, "reform", "2025", "--province", "02", "--mapping", str(mapping))
    assert (done["ended"]["district"], done["counted"]) == (11, True)

    told = moving.seen_by(successor.leader)
    assert [entry["act"] for entry in told["history"]] == ["opened", "taken_up", "transferred"]
    (step,) = told["steps"]
    assert (step["office"], step["assignee"], step["end"]) == (successor.code, district.officer.account, None)
    assert moving.refused(district.officer, "finish") == "dossier_moved"
    monday = told_at(date(2025, 7, 7), "09:00")
    assert moving.refused(successor.officer, "pass-on", happened_at=monday) == "backdating_needs_leader"
    given = {"happened_at": monday, "step": step["number"], "assignee": successor.officer.account}
    moving.act(successor.leader, "assignment", **given)
    finished = moving.act(successor.leader, "finish", happened_at=told_at(date(2025, 7, 10), "16:00"))
    assert finished["standing"]["dues"][-1]["due_on"] == "2025-07-10"
    moving.act(successor.clerk, "return")
    settled.act(successor.clerk, "return")

    assert yearbook.of(district, *june) == before
    assert yearbook.of(district, *july) == {"carried_over": 1, "moved_out": 1}
    assert yearbook.of(successor, *june) == {}
    assert yearbook.of(successor, *july) == {"moved_in": 1, "resolved": 1, "on_time": 1}
    whole = {"received": 2, "direct": 2, "resolved": 2, "early": 1, "on_time": 1}
    assert yearbook.of(successor, june[0], july[1], of="now") == whole
    assert yearbook.of(successor, *june, of="now") == before


# And those that end without a result


def test_withdrawn_stopped_and_unanswered_have_columns_of_their_own(
    town: Town, yearbook: Yearbook, today: date, tmp_path: Path
) -> None:
    commune = Office("01021.2025")  # xã Hoàng Su Phì
    withdrawn, stopped = receive(town, commune.clerk, BUSINESS), receive(town, commune.clerk, BUSINESS)
    withdrawn.act(commune.clerk, "withdrawal-request", note="Người nộp đổi ý")
    assert withdrawn.refused(commune.clerk, "withdrawal") == "role_not_allowed"
    withdrawn.act(commune.officer, "withdrawal", given_back="Toàn bộ giấy tờ, lệ phí 100.000 đồng")
    assert stopped.refused(commune.officer, "stop", note="Có tranh chấp") == "role_not_allowed"
    stopped.act(commune.leader, "stop", note="Tòa án yêu cầu dừng")

    days = [working_days_ago(today, count) for count in range(26)]
    (unanswered,) = enter_book(town, tmp_path, commune, Line(received_on=days[25], due_on=days[20]))
    begun = {"happened_at": told_at(days[24], "08:00"), "assignee": commune.officer.account}
    unanswered.act(commune.leader, "take-up", **begun)
    request = {"happened_at": told_at(days[23], "08:00"), "note": "Thiếu giấy ủy quyền"}
    unanswered.act(commune.leader, "supplement-request", **request)
    unanswered.act(commune.leader, "supplement-notice", happened_at=told_at(days[23], "09:00"))
    closed = unanswered.act(commune.clerk, "closing", note="Quá 15 ngày không bổ sung")
    assert (closed["state"], closed["standing"]["outcome"]) == ("closed_unanswered", "stopped")
    assert yearbook.of(commune, today) == {
        **{"carried_over": 1, "received": 2, "direct": 2},
        **{"resolved": 3, "withdrawn": 1, "stopped": 2},
    }


def test_a_recount_of_all_journeys_finds_no_difference(town: Town, yearbook: Yearbook) -> None:
    assert motcua_json(town, "recount")["differences"] == []
