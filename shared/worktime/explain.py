"""Tells the story of a due date: day by day what was counted, what was skipped, and by which legal paper."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import takewhile

from shared.worktime.calendar import WorkCalendar
from shared.worktime.deadline import Deadline, reckon
from shared.worktime.hours import P75, DeskHours
from shared.worktime.legal_day import LEGAL_ZONE, clock_in_words, day_in_words
from shared.worktime.step import Step, Verdict
from shared.worktime.suspension import Pause, Restart, Run, Suspension, runs
from shared.worktime.term import Term, Unit
from shared.worktime.walk_days import walk_calendar, walk_same_day, walk_working_days
from shared.worktime.walk_hours import walk_elapsed_hours, walk_half_days, walk_working_hours
from shared.worktime.working_time import WorkingTime

_WALKS: Mapping[Unit, Callable[[Term, Run, WorkingTime], Iterator[Step]]] = {
    Unit.WORKING_HOUR: walk_working_hours,
    Unit.HALF_DAY: walk_half_days,
    Unit.WORKING_DAY: walk_working_days,
    Unit.DAY: walk_calendar,
    Unit.WEEK: walk_calendar,
    Unit.MONTH: walk_calendar,
    Unit.YEAR: walk_calendar,
    Unit.HOUR: walk_elapsed_hours,
    Unit.SAME_DAY: walk_same_day,
}
_NEVER_RESUMED = datetime.max.replace(tzinfo=LEGAL_ZONE)
_NEW_RESTART_LAW_ON = date(2025, 7, 1)  # NĐ 118/2025 replaced NĐ 61/2018

_FROM_THE_INSTANT = "khoản 1 Điều 147 Bộ luật Dân sự 2015"
_FIRST_DAY_NOT_COUNTED = "khoản 2 Điều 147 Bộ luật Dân sự 2015"
_END_OF_DAY = "khoản 6 Điều 148 Bộ luật Dân sự 2015"


def explain(
    term: Term,
    received_at: datetime,
    calendar: WorkCalendar,
    hours: DeskHours = P75,
    suspensions: Iterable[Suspension] = (),
) -> Deadline:
    """The same deadline as `reckon`, with its steps; refuses the same."""
    suspensions = tuple(suspensions)
    deadline = reckon(term, received_at, calendar, hours, suspensions)
    time, steps = WorkingTime(calendar, hours), list[Step]()
    for run, restart in runs(received_at, suspensions):
        if not steps:
            steps.append(_started(term, run))
        if restart:
            steps += _until_restart(term, run, restart, time)
        else:
            steps += _WALKS[term.unit](term, run, time)
    steps.append(_due(term, deadline))
    return replace(deadline, steps=tuple(steps))


def to_text(deadline: Deadline) -> str:
    """The story in Vietnamese, one line a step."""
    return "\n".join(
        f"{day_in_words(step.day)}: {step.reason}" + (f" [{step.paper}]" if step.paper else "")
        for step in deadline.steps
    )


def due_in_words(deadline: Deadline) -> str:
    """`17:00 thứ Ba 12/03/2019`."""
    return f"{clock_in_words(deadline.due_at)} {day_in_words(deadline.due_on)}"


def _started(term: Term, run: Run) -> Step:
    reason = f"Tiếp nhận lúc {clock_in_words(run.start_at)}"
    if term.counts_by == "hour" and term.unit is not Unit.HALF_DAY:
        return Step(run.start_on, Verdict.STARTED, f"{reason}, tính từ thời điểm này", _FROM_THE_INSTANT)
    if term.unit in (Unit.SAME_DAY, Unit.HALF_DAY):
        return Step(run.start_on, Verdict.STARTED, reason)
    return Step(run.start_on, Verdict.STARTED, f"{reason}, ngày này không tính", _FIRST_DAY_NOT_COUNTED)


def _until_restart(term: Term, run: Run, restart: Restart, time: WorkingTime) -> Iterator[Step]:
    asked_on, completed_on = restart.from_at.date(), restart.to_at.date()
    stopped = replace(run, pauses=(*run.pauses, Pause(restart.from_at, _NEVER_RESUMED)))
    walk = _WALKS[term.unit](term, stopped, time)
    yield from takewhile(lambda step: step.day <= asked_on and time.calendar.is_published(step.day), walk)
    why = restart.reason or "bổ sung hồ sơ"
    for offset in range(1, (completed_on - asked_on).days + 1):
        yield Step(asked_on + timedelta(days=offset), Verdict.PAUSED, f"Chờ {why}")
    since_2025 = asked_on >= _NEW_RESTART_LAW_ON
    paper = "khoản 5 Điều 19 Nghị định 118/2025/NĐ-CP" if since_2025 else "khoản 4 Điều 19 Nghị định 61/2018/NĐ-CP"
    reason = f"Đã đủ hồ sơ lúc {clock_in_words(restart.to_at)}: tính lại từ đầu {term}"
    yield Step(completed_on, Verdict.RESTARTED, reason, paper)


def _due(term: Term, deadline: Deadline) -> Step:
    reason = f"Hạn trả kết quả: {due_in_words(deadline)}"
    if term.counts_by == "hour":
        return Step(deadline.due_on, Verdict.DUE, reason)
    return Step(deadline.due_on, Verdict.DUE, f"{reason} (theo luật đến hết ngày)", _END_OF_DAY)
