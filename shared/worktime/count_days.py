"""Counts working days, and the same-day term with its cut-off."""

from datetime import date, datetime

from shared.worktime.suspension import Run
from shared.worktime.term import Term
from shared.worktime.working_time import WorkingTime


def count_working_days(term: Term, run: Run, time: WorkingTime) -> datetime:
    """End of the n-th working day after the day of acceptance, whatever the hour of acceptance."""
    return time.closes_at(nth_working_day(term.amount, run, time))


def count_same_day(term: Term, run: Run, time: WorkingTime) -> datetime:
    """End of the day of acceptance, or of the next working day (NĐ 23/2015 art. 7)."""
    if is_within_the_day(term, run, time):
        return time.closes_at(run.start_on)
    return time.closes_at(nth_working_day(1, run, time))


def is_within_the_day(term: Term, run: Run, time: WorkingTime) -> bool:
    """Accepted on a working day, not later than the cut-off (15:00:00 is in time) nor than the desk's closing.

    The law is silent on a desk that closes before the cut-off; a term that ended before it began would be absurd.
    """
    if not time.calendar.is_working(run.start_on):
        return False
    return run.start_at.time() <= term.cutoff and run.start_at <= time.closes_at(run.start_on)


def nth_working_day(count: int, run: Run, time: WorkingTime) -> date:
    """The n-th working day that no pause takes out: a pause spares its own first day and takes its last."""
    day, left = run.start_on, count
    for pause in run.pauses:
        paused_on = pause.from_at.date()
        used = time.calendar.working_days_between(day, paused_on)
        if used >= left:
            break
        left -= used
        day = pause.to_at.date()
    return time.calendar.working_day_after(day, left)
