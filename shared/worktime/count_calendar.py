"""Counts calendar days, weeks, months and years, and rolls an end that falls on a day off."""

from calendar import monthrange
from datetime import date, datetime, timedelta

from shared.worktime.refusals import CalendarNotPublished
from shared.worktime.suspension import Run
from shared.worktime.term import Term, Unit
from shared.worktime.working_time import WorkingTime

_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}
_DAYS = {Unit.DAY: 1, Unit.WEEK: 7}


def count_calendar(term: Term, run: Run, time: WorkingTime) -> datetime:
    """End of the last day, or of the next working day if that one is off (Civil Code art. 148)."""
    try:
        end = _moved_by_pauses(last_day(term, run.start_on), run)
    except (OverflowError, ValueError):  # beyond the year 9999
        raise CalendarNotPublished(time.calendar.first_year, time.calendar.last_year) from None
    return time.closes_at(time.calendar.working_day_from(end))


def last_day(term: Term, start_on: date) -> date:
    """The corresponding day: same weekday, same date, or the month's last day if it has no such date."""
    if term.unit in _DAYS:
        return start_on + timedelta(days=term.amount * _DAYS[term.unit])
    months = start_on.year * 12 + start_on.month - 1 + term.amount * _MONTHS[term.unit]
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(start_on.day, monthrange(year, month)[1]))


def _moved_by_pauses(end: date, run: Run) -> date:
    # Weeks, months and years move by the calendar days paused, as days do: our reading, the law is silent.
    for pause in run.pauses:
        paused_on = pause.from_at.date()
        if paused_on >= end:
            break
        end += pause.to_at.date() - paused_on
    return end
