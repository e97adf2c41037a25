"""Counts working hours to the microsecond, half days by session, and plain elapsed hours."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from shared.worktime.suspension import Run
from shared.worktime.term import Term
from shared.worktime.working_time import WorkingTime


def count_working_hours(term: Term, run: Run, time: WorkingTime) -> datetime:
    """Only time inside sessions counts; a count that ends exactly with a session is due then."""
    left = timedelta(hours=term.amount)
    for day in time.calendar.working_days_from(run.start_on):
        for opens, closes in time.sessions_on(day):
            for part_from, part_to in running_parts(opens, closes, run):
                if left <= part_to - part_from:
                    return part_from + left
                left -= part_to - part_from
    raise AssertionError  # the calendar refuses before its days run out


def count_half_days(term: Term, run: Run, time: WorkingTime) -> datetime:
    """End of the n-th session after the session of acceptance.

    Our reading: the law is silent, and by analogy with days the session of acceptance does not count,
    a pause spares the session it begins in and takes the one it ends in.
    """
    left = term.amount
    for day in time.calendar.working_days_from(run.start_on):
        for opens, closes in time.sessions_on(day):
            if is_session_counted(opens, run):
                left -= 1
                if left == 0:
                    return closes
    raise AssertionError


def is_session_counted(opens: datetime, run: Run) -> bool:
    """A session counts if it opens after acceptance and outside the pauses."""
    return opens > run.start_at and not any(p.from_at < opens <= p.to_at for p in run.pauses)


def count_elapsed_hours(term: Term, run: Run, time: WorkingTime) -> datetime:
    """Hours by the clock, day and night (Civil Code art. 147.1), less the pauses; never rolled."""
    del time
    due_at = run.start_at + timedelta(hours=term.amount)
    for pause in run.pauses:
        if pause.from_at >= due_at:
            break
        due_at += pause.to_at - pause.from_at
    return due_at


def running_parts(opens: datetime, closes: datetime, run: Run) -> Iterator[tuple[datetime, datetime]]:
    """What is left of a span after the start of the run and between its pauses."""
    cursor = max(opens, run.start_at)
    for pause in run.pauses:
        if pause.to_at <= cursor:
            continue
        if pause.from_at >= closes:
            break
        if cursor < pause.from_at:
            yield cursor, pause.from_at
        cursor = pause.to_at
    if cursor < closes:
        yield cursor, closes
