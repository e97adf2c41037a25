"""Walks day by day through terms counted in days, saying of each day why it counts or not."""

from collections.abc import Iterator
from datetime import date

from shared.worktime.calendar import ONE_DAY, WorkCalendar
from shared.worktime.count_calendar import last_day
from shared.worktime.count_days import is_within_the_day
from shared.worktime.step import Step, Verdict
from shared.worktime.suspension import Pause, Run
from shared.worktime.term import Term
from shared.worktime.working_time import WorkingTime

ROLLING = "khoản 5 Điều 148 Bộ luật Dân sự 2015"
SAME_DAY = "Điều 7 Nghị định 23/2015/NĐ-CP"


def walk_working_days(term: Term, run: Run, time: WorkingTime) -> Iterator[Step]:
    """Each day after the start until the n-th working day."""
    return _working_days(term.amount, run, time.calendar)


def walk_same_day(term: Term, run: Run, time: WorkingTime) -> Iterator[Step]:
    """The day of acceptance, or why it is the next working day."""
    if is_within_the_day(term, run, time):
        reason = f"Tiếp nhận không sau {term.cutoff:%H:%M}: trả trong ngày"
        yield Step(run.start_on, Verdict.COUNTED, reason, SAME_DAY)
        return
    if off := time.calendar.why_off(run.start_on):
        yield Step(run.start_on, Verdict.SKIPPED, f"{off.name}: tính sang ngày làm việc tiếp theo", off.paper)
    else:
        reason = f"Tiếp nhận sau {term.cutoff:%H:%M} hoặc hết giờ làm việc: trả ngày làm việc tiếp theo"
        yield Step(run.start_on, Verdict.SKIPPED, reason, SAME_DAY)
    yield from _working_days(1, run, time.calendar)


def walk_calendar(term: Term, run: Run, time: WorkingTime) -> Iterator[Step]:
    """Every calendar day to the corresponding one, then the days off over which the end rolls."""
    total, counted, day = (last_day(term, run.start_on) - run.start_on).days, 0, run.start_on
    while counted < total:
        day += ONE_DAY
        if pause := run.pause_over(day):
            yield paused_step(day, pause)
            continue
        counted += 1
        off = time.calendar.why_off(day)
        note = f" ({off.name}, vẫn tính)" if off else ""
        yield Step(day, Verdict.COUNTED, f"Ngày thứ {counted}/{total}{note}")
    while off := time.calendar.why_off(day):
        yield Step(day, Verdict.ROLLED, f"{off.name}: hạn chuyển sang ngày tiếp theo", f"{ROLLING}; {off.paper}")
        day += ONE_DAY


def _working_days(count: int, run: Run, calendar: WorkCalendar) -> Iterator[Step]:
    counted, day = 0, run.start_on
    while counted < count:
        day += ONE_DAY
        if pause := run.pause_over(day):
            yield paused_step(day, pause)
        elif off := calendar.why_off(day):
            yield Step(day, Verdict.SKIPPED, off.name, off.paper)
        else:
            counted += 1
            yield worked_step(day, f"Ngày làm việc thứ {counted}/{count}", calendar)


def paused_step(day: date, pause: Pause) -> Step:
    """A day that a pause takes out."""
    span = f"Tạm dừng từ {pause.from_at:%d/%m/%Y} đến {pause.to_at:%d/%m/%Y}"
    return Step(day, Verdict.PAUSED, f"{span}: {pause.reason}" if pause.reason else span)


def worked_step(day: date, reason: str, calendar: WorkCalendar) -> Step:
    """A counted working day; says so if it is a make-up Saturday or a day that may yet become a day off."""
    if make_up := calendar.make_up_days.get(day):
        return Step(day, Verdict.COUNTED, f"{reason} ({make_up.name})", make_up.paper)
    if doubt := calendar.uncertain_days.get(day):
        return Step(day, Verdict.COUNTED, f"{reason} ({doubt.name}: chưa chắc là ngày nghỉ)", doubt.paper)
    return Step(day, Verdict.COUNTED, reason)
