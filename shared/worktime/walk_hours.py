"""Walks day by day through terms counted in hours or sessions, saying how much of each day counts."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from datetime import time as clock

from shared.worktime.calendar import ONE_DAY
from shared.worktime.count_hours import is_session_counted, running_parts
from shared.worktime.legal_day import LEGAL_ZONE, clock_in_words
from shared.worktime.step import Step, Verdict
from shared.worktime.suspension import Run
from shared.worktime.term import Term
from shared.worktime.walk_days import paused_step, worked_step
from shared.worktime.working_time import WorkingTime

Span = tuple[datetime, datetime]
NOTHING = timedelta()


def walk_working_hours(term: Term, run: Run, time: WorkingTime) -> Iterator[Step]:
    """The parts of the sessions of each day that count."""
    left, day = timedelta(hours=term.amount), run.start_on
    while left:
        if off := time.calendar.why_off(day):
            yield Step(day, Verdict.SKIPPED, off.name, off.paper)
        else:
            sessions = time.sessions_on(day)
            parts = _spend(left, [part for span in sessions for part in running_parts(*span, run)])
            left -= sum((to - since for since, to in parts), NOTHING)
            yield worked_step(day, _parts_in_words(parts), time.calendar) if parts else _idle_step(day, run)
        day += ONE_DAY


def walk_half_days(term: Term, run: Run, time: WorkingTime) -> Iterator[Step]:
    """Each session after the session of acceptance."""
    counted, day = 0, run.start_on
    while counted < term.amount:
        if off := time.calendar.why_off(day):
            yield Step(day, Verdict.SKIPPED, off.name, off.paper)
        else:
            spans = [span for span in time.sessions_on(day) if is_session_counted(span[0], run)]
            for opens, closes in spans[: term.amount - counted]:
                counted += 1
                reason = f"Buổi thứ {counted}/{term.amount}: {_span_in_words(opens, closes)}"
                yield worked_step(day, reason, time.calendar)
            if not spans:
                yield _idle_step(day, run)
        day += ONE_DAY


def walk_elapsed_hours(term: Term, run: Run, time: WorkingTime) -> Iterator[Step]:
    """The hours of each day by the clock, days off included."""
    del time
    left, day = timedelta(hours=term.amount), run.start_on
    while left:
        midnight = datetime.combine(day, clock(), LEGAL_ZONE)
        parts = _spend(left, list(running_parts(midnight, midnight + ONE_DAY, run)))
        left -= sum((to - since for since, to in parts), NOTHING)
        yield Step(day, Verdict.COUNTED, _parts_in_words(parts)) if parts else _idle_step(day, run)
        day += ONE_DAY


def _spend(left: timedelta, parts: list[Span]) -> list[Span]:
    spent: list[Span] = []
    for since, to in parts:
        if not left:
            break
        until = min(to, since + left)
        left -= until - since
        spent.append((since, until))
    return spent


def _idle_step(day: date, run: Run) -> Step:
    for pause in run.pauses:
        if pause.from_at.date() <= day <= pause.to_at.date():
            return paused_step(day, pause)
    return Step(day, Verdict.SKIPPED, "Hết giờ làm việc trong ngày")


def _parts_in_words(parts: list[Span]) -> str:
    total = sum((to - since for since, to in parts), NOTHING)
    return f"Tính {_length_in_words(total)}: " + ", ".join(_span_in_words(*part) for part in parts)


def _span_in_words(since: datetime, to: datetime) -> str:
    ends = "24:00" if to.date() > since.date() else clock_in_words(to)
    return f"{clock_in_words(since)}–{ends}"


def _length_in_words(length: timedelta) -> str:
    minutes, seconds = divmod(int(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    named = ((hours, "giờ"), (minutes, "phút"), (seconds, "giây"))
    return " ".join(f"{count} {name}" for count, name in named if count) or "dưới 1 giây"
