"""The story of a due date."""

from datetime import date, datetime, timedelta

from shared.worktime import (
    LEGAL_ZONE,
    P75,
    Pause,
    Restart,
    Step,
    Term,
    Unit,
    Verdict,
    due_in_words,
    explain,
    national_calendar,
    to_text,
)

CALENDAR = national_calendar()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LEGAL_ZONE)


def verdicts(steps: tuple[Step, ...]) -> list[str]:
    return [f"{step.day:%d/%m} {step.verdict}" for step in steps]


def test_each_day_is_named_with_its_paper() -> None:
    told = explain(Term(Unit.WORKING_DAY, 3), at("2019-02-01T10:00"), CALENDAR)
    by_day = {step.day: step for step in told.steps if step.verdict is Verdict.SKIPPED}
    assert by_day[date(2019, 2, 5)].reason == "Mùng một Tết Nguyên đán"
    assert by_day[date(2019, 2, 5)].paper == "khoản 1 Điều 115 Bộ luật Lao động 2012"
    assert by_day[date(2019, 2, 9)].paper == "Quyết định 188/1999/QĐ-TTg (tuần làm việc 40 giờ)"
    assert all(step.paper for step in by_day.values())
    days = {step.day for step in told.steps}
    assert days == {date(2019, 2, 1) + timedelta(days=n) for n in range(13)}


def test_a_make_up_saturday_is_counted_by_its_paper() -> None:
    told = explain(Term(Unit.WORKING_DAY, 2), at("2026-01-08T10:00"), CALENDAR)
    saturday = told.steps[-2]
    assert saturday.verdict is Verdict.COUNTED
    assert saturday.paper == "Công văn 12729/VPCP-KGVX ngày 25/12/2025"


def test_a_day_that_may_become_a_day_off_says_so_when_counted() -> None:
    told = explain(Term(Unit.WORKING_DAY, 1), at("2026-11-23T09:00"), CALENDAR)
    assert "chưa chắc là ngày nghỉ" in told.steps[1].reason


def test_a_rolled_end_names_the_article_and_the_holiday() -> None:
    told = explain(Term(Unit.DAY, 15), at("2025-08-18T09:00"), CALENDAR)
    rolled = told.steps[-2]
    assert (rolled.day, rolled.verdict) == (date(2025, 9, 2), Verdict.ROLLED)
    assert rolled.paper is not None
    assert rolled.paper.startswith("khoản 5 Điều 148 Bộ luật Dân sự 2015; ")


def test_a_pause_tells_its_days_and_its_reason() -> None:
    pause = Pause(at("2025-03-06T10:00"), at("2025-03-11T15:00"), "nghĩa vụ tài chính")
    told = explain(Term(Unit.WORKING_DAY, 4), at("2025-03-04T09:00"), CALENDAR, P75, [pause])
    assert verdicts(told.steps) == [
        "04/03 started", "05/03 counted", "06/03 counted", "07/03 paused", "08/03 paused", "09/03 paused",
        "10/03 paused", "11/03 paused", "12/03 counted", "13/03 counted", "13/03 due",
    ]  # fmt: skip
    assert told.steps[3].reason == "Tạm dừng từ 06/03/2025 đến 11/03/2025: nghĩa vụ tài chính"


def test_a_restart_names_the_decree_in_force_when_papers_were_asked_for() -> None:
    new = Restart(at("2025-09-10T15:00"), at("2025-09-12T14:00"))
    told = explain(Term(Unit.WORKING_DAY, 1), at("2025-09-08T09:00"), CALENDAR, P75, [new])
    assert verdicts(told.steps) == [
        "08/09 started", "09/09 counted", "11/09 paused", "12/09 paused", "12/09 restarted",
        "13/09 skipped", "14/09 skipped", "15/09 counted", "15/09 due",
    ]  # fmt: skip
    assert told.steps[4].paper == "khoản 5 Điều 19 Nghị định 118/2025/NĐ-CP"
    old = Restart(at("2019-09-10T15:00"), at("2019-09-12T14:00"))
    told = explain(Term(Unit.WORKING_DAY, 1), at("2019-09-09T09:00"), CALENDAR, P75, [old])
    assert "khoản 4 Điều 19 Nghị định 61/2018/NĐ-CP" in to_text(told)


def test_working_hours_tell_the_parts_of_each_day() -> None:
    told = explain(Term(Unit.WORKING_HOUR, 8), at("2025-07-04T15:20"), CALENDAR)
    assert [step.reason for step in told.steps if step.verdict is Verdict.COUNTED] == [
        "Tính 1 giờ 40 phút: 15:20–17:00",
        "Tính 6 giờ 20 phút: 07:30–11:30, 13:30–15:50",
    ]


def test_hours_before_a_restart_stop_at_the_request() -> None:
    restart = Restart(at("2025-07-07T10:00"), at("2025-07-07T14:00"))
    told = explain(Term(Unit.WORKING_HOUR, 3), at("2025-07-07T08:00"), CALENDAR, P75, [restart])
    assert [step.reason for step in told.steps if step.verdict is Verdict.COUNTED] == [
        "Tính 2 giờ: 08:00–10:00",
        "Tính 3 giờ: 14:00–17:00",
    ]


def test_receipt_after_hours_and_a_day_wholly_paused_are_told() -> None:
    pause = Pause(at("2025-07-08T07:00"), at("2025-07-09T07:30:05"))
    told = explain(Term(Unit.WORKING_HOUR, 1), at("2025-07-07T18:00"), CALENDAR, P75, [pause])
    assert [step.verdict for step in told.steps[1:3]] == [Verdict.SKIPPED, Verdict.PAUSED]
    assert told.steps[3].reason == "Tính 1 giờ: 07:30:05–08:30:05"


def test_elapsed_hours_are_told_by_the_day() -> None:
    told = explain(Term(Unit.HOUR, 30), at("2025-08-30T22:00"), CALENDAR)
    assert [step.reason for step in told.steps[1:-1]] == [
        "Tính 2 giờ: 22:00–24:00",
        "Tính 24 giờ: 00:00–24:00",
        "Tính 4 giờ: 00:00–04:00",
    ]


def test_half_days_are_told_by_the_session() -> None:
    told = explain(Term(Unit.HALF_DAY, 2), at("2025-07-04T14:00"), CALENDAR)
    assert [step.reason for step in told.steps if step.verdict is Verdict.COUNTED] == [
        "Buổi thứ 1/2: 07:30–11:30",
        "Buổi thứ 2/2: 13:30–17:00",
    ]


def test_the_text_is_one_line_a_step() -> None:
    told = explain(Term(Unit.SAME_DAY, 0), at("2025-08-16T15:00"), CALENDAR)
    assert due_in_words(told) == "17:00 thứ Hai 18/08/2025"
    assert to_text(told).splitlines()[1] == (
        "thứ Bảy 16/08/2025: Thứ Bảy: tính sang ngày làm việc tiếp theo "
        "[Quyết định 188/1999/QĐ-TTg (tuần làm việc 40 giờ)]"
    )
