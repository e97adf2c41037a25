"""Each row of the life cycle (domain B.2) after acceptance, through the API: who, limits, clock, form, legal basis.

Rows before acceptance are intake's: tests/intake/routes/filings and tests/intake/routes/dossiers.
"""

from typing import Any

import pytest

from tests.processing.made_up import local
from tests.processing.story import Story


async def in_process(begin: Any, **more: Any) -> Story:
    story: Story = await begin(**more)
    await story.do("hand-over", "2026-03-02 10:00", "clerk")
    await story.do("take-up", "2026-03-02 14:00", "officer")
    return story


async def told(begin: Any) -> Story:
    """Asked for a supplement on 04/03, told by the desk on 05/03."""
    story = await in_process(begin)
    await story.do("supplement-request", "2026-03-04 08:00", "officer")
    await story.do("supplement-notice", "2026-03-05 08:00", "clerk")
    return story


async def test_filed_to_accepted_starts_the_clock(begin: Any) -> None:
    dossier = await (await begin()).read()
    assert (dossier["state"], dossier["national_code"]) == ("accepted", 2)
    assert (dossier["due"]["due_on"], dossier["remaining"]) == (
        "2026-03-16",
        {"urgency": "in_term", "counts_by": "day", "left": 10, "over": 0},
    )


async def test_accepted_to_handed_over_within_the_working_day(begin: Any) -> None:
    story = await begin()
    row = await story.allowed("handed_over")
    assert (row["form"], row["basis"][-15:]) == ("06", "Điều 18 khoản 2")
    told = await story.do("hand-over", "2026-03-02 16:59", "clerk")
    assert (told["state"], told["warnings"]) == ("handed_over", [])


@pytest.mark.parametrize(
    ("accepted", "handed", "warnings"),
    [
        ("2026-03-02 15:00", "2026-03-02 17:00", []),
        ("2026-03-02 15:00", "2026-03-02 17:01", ["handed_over_late"]),
        ("2026-03-02 15:01", "2026-03-03 07:30", []),
        ("2026-03-02 15:01", "2026-03-03 07:31", ["handed_over_late"]),
        ("2026-03-07 09:00", "2026-03-09 07:30", []),  # a Saturday desk
        ("2026-02-13 15:30", "2026-02-23 07:30", []),  # over Tết 2026
    ],
)
async def test_accepted_to_handed_over_by_the_rule_of_15_00(
    begin: Any, accepted: str, handed: str, warnings: list[str]
) -> None:
    story = await begin(accepted, "2026-03-27 17:00")
    assert (await story.do("hand-over", handed, "clerk"))["warnings"] == warnings


async def test_handed_over_to_in_process_is_the_agencys(begin: Any) -> None:
    story = await begin()
    await story.do("hand-over", "2026-03-02 10:00", "clerk")
    assert await story.refused("take-up", "2026-03-02 14:00", "clerk") == (403, "role_not_allowed")
    told = await story.do("take-up", "2026-03-02 14:00", "leader", {"assignee": "canbo.b"})
    assert (told["state"], told["national_code"]) == ("in_process", 4)
    steps = (await story.read())["steps"]
    assert [(s["name"], s["end"], s["assignee"]) for s in steps] == [
        ("Tiếp nhận, chuyển hồ sơ", "done", None),
        ("Thẩm định, giải quyết", None, "canbo.b"),
    ]


async def test_in_process_to_waiting_for_opinion_runs_on(begin: Any) -> None:
    story = await in_process(begin)
    asked = {"office": "H10", "until_at": "2026-03-06T17:00:00+07:00", "note": "Xin ý kiến về quy hoạch"}
    await story.do("opinion-request", "2026-03-03 08:00", "officer", asked)
    assert await story.due_on() == "2026-03-16"
    assert await story.refused("opinion", "2026-03-05 08:00", "officer", offices=("H62.20",)) == (
        404,
        "dossier_not_found",
    )
    told = await story.do(
        "opinion", "2026-03-05 08:00", "officer", {"note": "Đồng ý"}, offices=("H10",), subject="cb.h10"
    )
    assert told["state"] == "in_process"
    assert await story.refused("finish", "2026-03-05 09:00", "officer", offices=("H10",)) == (
        403,
        "act_of_another_office",
    )
    opinion = (await story.read())["steps"][-1]
    assert (opinion["kind"], opinion["office"], opinion["ended_by"], opinion["end"]) == (
        "opinion",
        "H10",
        "cb.h10",
        "done",
    )


async def test_in_process_to_field_check_keeps_time_and_place(begin: Any) -> None:
    story = await in_process(begin)
    set_for = {"until_at": "2026-03-06T09:00:00+07:00", "place": "Thửa đất số 12", "note": "Đo đạc"}
    await story.do("field-check", "2026-03-03 08:00", "officer", set_for)
    assert (await story.read())["history"][-1]["details"]["place"] == "Thửa đất số 12"
    await story.do("field-check-report", "2026-03-06 11:00", "officer", {"note": "Đúng hiện trạng"})
    assert (await story.read())["steps"][-1]["end"] == "done"
    assert await story.due_on() == "2026-03-16"


async def test_in_process_to_supplement_once_through_the_desk(begin: Any) -> None:
    story = await in_process(begin)
    assert await story.refused("supplement-request", "2026-03-04 08:00", "clerk") == (403, "role_not_allowed")
    assert await story.refused("supplement-request", "2026-03-04 08:00", "officer", {}) == (422, "reason_missing")
    lacking = {"lacking": [{"what": "Giấy chứng nhận", "why": "Bản chụp mờ"}], "legal_basis": "Điều 8"}
    told = await story.do("supplement-request", "2026-03-04 08:00", "officer", lacking)
    assert (told["state"], told["national_code"], told["warnings"]) == ("awaiting_supplement", 5, [])
    dossier = await story.read()
    assert dossier["remaining"]["urgency"] == "waiting"
    assert [(s["kind"], s["role"]) for s in dossier["steps"] if s["end"] is None][-1] == ("notice", "clerk")
    assert dossier["history"][-1]["details"]["lacking"] == [["Giấy chứng nhận", "Bản chụp mờ"]]
    await story.do("supplement-notice", "2026-03-05 08:00", "clerk")
    await story.do("supplement-receipt", "2026-03-09 08:00", "clerk")
    assert await story.refused("supplement-request", "2026-03-10 08:00", "officer") == (
        409,
        "supplement_already_requested",
    )
    again = {"note": "Luật cho phép", "legal_basis": "Luật Đất đai, Điều 227"}
    assert await story.refused("supplement-request", "2026-03-10 08:00", "officer", again) == (
        409,
        "supplement_already_requested",
    )
    second = await story.do("supplement-request", "2026-03-10 08:00", "leader", again)
    assert "supplement_requested_again" in second["warnings"]


async def test_supplement_after_the_third_working_day_is_warned_of(begin: Any) -> None:
    story = await in_process(begin)
    told = await story.do("supplement-request", "2026-03-06 08:00", "officer")
    assert told["warnings"] == ["supplement_request_late"]


async def test_supplement_brought_restarts_the_term_and_the_index_subtracts(begin: Any) -> None:
    story = await told(begin)
    await story.do("supplement-receipt", "2026-03-09 08:00", "clerk")
    due = (await story.read())["due"]
    assert (due["due_on"], due["index_due_on"]) == ("2026-03-23", "2026-03-19")


async def test_supplement_to_closed_after_fifteen_days_from_the_notice(begin: Any) -> None:
    story = await in_process(begin)
    await story.do("supplement-request", "2026-03-04 08:00", "officer")
    assert await story.refused("closing", "2026-04-20 08:00", "clerk") == (409, "applicant_not_told")
    await story.do("supplement-notice", "2026-03-05 08:00", "clerk")
    assert (await story.allowed("closed_unanswered"))["form"] == "05"
    assert await story.refused("closing", "2026-03-20 17:00", "clerk") == (409, "answer_time_not_over")
    closed = await story.do("closing", "2026-03-21 08:00", "clerk", {"given_back": "Toàn bộ giấy tờ"})
    assert (closed["state"], closed["standing"]["outcome"]) == ("closed_unanswered", "stopped")


async def test_supplement_to_closed_was_not_known_before_july_2025(begin: Any) -> None:
    story = await begin("2025-06-30 08:30", "2025-07-14 17:00")
    await story.do("take-up", "2025-06-30 14:00")
    await story.do("supplement-request", "2025-07-01 08:00")
    await story.do("supplement-notice", "2025-07-01 09:00", "clerk")
    assert await story.refused("closing", "2025-08-30 08:00", "clerk") == (409, "act_not_allowed")


async def test_in_process_to_financial_obligation_pauses(begin: Any) -> None:
    story = await begin("2025-03-03 08:30", "2025-03-17 17:00")  # vector P01
    await story.do("take-up", "2025-03-03 14:00")
    told = await story.do("payment-request", "2025-03-06 09:00", "officer")
    assert (told["state"], told["national_code"]) == ("awaiting_payment", 6)
    await story.do("payment-receipt", "2025-03-11 09:00", "clerk")
    assert await story.due_on() == "2025-03-20"


async def test_in_process_to_result_ready_stops_the_clock(begin: Any) -> None:
    story = await in_process(begin)
    assert await story.refused("finish", "2026-03-10 09:00", "clerk") == (403, "role_not_allowed")
    ready = await story.do("finish", "2026-03-10 09:00", "officer")
    assert (ready["state"], ready["national_code"], ready["warnings"]) == ("ready", 9, ["stages_skipped"])
    assert ready["standing"]["ended_on"] == "2026-03-10"
    assert (await story.read())["remaining"] is None


async def test_in_process_to_refused_after_appraisal_needs_reasons(begin: Any) -> None:
    story = await in_process(begin)
    assert (await story.allowed("refused"))["form"] == "03"
    assert await story.refused("refuse", "2026-03-10 09:00", "officer", {}) == (422, "reason_missing")
    refused = await story.do("refuse", "2026-03-10 09:00", "officer")
    assert (refused["state"], refused["standing"]["outcome"]) == ("refused", "refusal")
    await story.do("return", "2026-03-11 09:00", "clerk")


async def test_expected_late_to_extended_once_with_the_letter_the_day_before(begin: Any) -> None:
    story = await in_process(begin)
    letter = {"promised_on": "2026-03-23", "note": "Chờ ý kiến của sở"}
    assert await story.refused("extension", "2026-03-13 09:00", "officer", letter) == (403, "role_not_allowed")
    assert await story.refused("extension", "2026-03-16 07:30", "leader", letter) == (409, "letter_too_late")
    assert (await story.allowed("extended", "2026-03-15 08:00"))["form"] == "04"
    sent = await story.do("extension", "2026-03-15 23:00", "leader", letter)
    assert sent["standing"]["letters"] == [{"sent_on": "2026-03-15", "promised_on": "2026-03-23"}]
    assert await story.due_on() == "2026-03-16"
    assert await story.refused("extension", "2026-03-15 23:30", "leader", letter) == (409, "term_already_extended")
    await story.do("finish", "2026-03-20 09:00", "officer")
    assert "lateness_explained" in [each["act"] for each in (await story.read())["allowed_acts"]]


async def test_any_to_withdrawal_asked_and_stopped(begin: Any) -> None:
    story = await told(begin)
    asked = await story.do("withdrawal-request", "2026-03-06 09:00", "clerk")
    assert (asked["state"], asked["national_code"]) == ("withdrawal_asked", 7)
    assert await story.refused("finish", "2026-03-06 10:00", "leader") == (409, "act_not_allowed")
    gone = await story.do("withdrawal", "2026-03-06 10:00", "officer", {"given_back": "Toàn bộ"})
    assert (gone["state"], gone["national_code"], gone["standing"]["outcome"]) == ("withdrawn", 8, "withdrawn")
    assert {step["end"] for step in (await story.read())["steps"]} <= {"done", "cut"}


async def test_stopped_is_a_heads_with_reason(begin: Any) -> None:
    story = await in_process(begin)
    assert await story.refused("stop", "2026-03-06 10:00", "officer") == (403, "role_not_allowed")
    assert await story.refused("stop", "2026-03-06 10:00", "leader", {}) == (422, "reason_missing")
    assert (await story.do("stop", "2026-03-06 10:00", "leader"))["state"] == "stopped"


async def test_result_ready_to_returned_in_person_by_post_or_to_a_proxy_with_proof(begin: Any) -> None:
    story = await in_process(begin)
    await story.do("finish", "2026-03-10 09:00", "officer")
    proxy = {"way": "counter", "to": "proxy"}
    assert await story.refused("return", "2026-03-11 09:00", "clerk", proxy) == (422, "fields_not_valid")
    back = await story.do("return", "2026-03-11 09:00", "clerk", {**proxy, "proof": "Giấy ủy quyền số 12"})
    assert (back["state"], back["national_code"]) == ("returned", 10)
    act = (await story.read())["history"][-1]
    assert (act["evidence"], act["details"]) == ("counter", {"to": "proxy", "proof": "Giấy ủy quyền số 12"})


async def test_result_ready_to_not_collected_changes_nothing_but_the_history(begin: Any) -> None:
    story = await in_process(begin)
    await story.do("finish", "2026-03-10 09:00", "officer")
    noted = await story.do("not-collected", "2026-03-20 09:00", "clerk", {"note": "Đã gọi điện"})
    assert noted["state"] == "ready"
    await story.do("return", "2026-03-21 09:00", "clerk")


async def test_returned_to_correction_within_three_working_days(begin: Any) -> None:
    story = await in_process(begin)
    await story.do("finish", "2026-03-10 09:00", "officer")
    await story.do("return", "2026-03-11 09:00", "clerk")
    await story.do("result-correction-request", "2026-03-12 09:00", "clerk")
    step = (await story.read())["steps"][-1]
    assert (step["kind"], step["due_on"]) == ("correction", "2026-03-17")
    done = await story.do("result-correction", "2026-03-16 09:00", "officer")
    assert (done["state"], done["standing"]["steps"][-1]["end"]) == ("returned", "done")


async def test_papers_lost_is_noted_in_any_state_with_reason(begin: Any) -> None:
    story = await begin()
    assert await story.refused("papers-lost", "2026-03-02 09:00", "clerk", {}) == (422, "reason_missing")
    assert (await story.do("papers-lost", "2026-03-02 09:00", "clerk"))["state"] == "accepted"


async def test_time_left_is_told_in_days_until_it_is_over(begin: Any) -> None:
    story = await in_process(begin)
    seen = []
    for at in ("2026-03-13 17:30", "2026-03-16 23:59", "2026-03-17 00:00", "2026-03-20 09:00"):
        story.clock.turn_to(local(at))
        left = (await story.read())["remaining"]
        seen.append((left["urgency"], left["left"], left["over"]))
    assert seen == [("in_term", 1, 0), ("due_today", 0, 0), ("overdue", 0, 1), ("overdue", 0, 4)]
