"""Working minutes between two instants."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from shared.worktime.calendar import ONE_DAY
from shared.worktime.legal_day import legal_day
from shared.worktime.working_time import WorkingTime


def working_minutes(start: datetime, end: datetime, time: WorkingTime) -> int:
    """Minutes inside sessions of working days; whole days beyond the published years count none."""
    worked = (day for day in _days(start, end) if time.calendar.is_published(day) and time.calendar.is_working(day))
    sessions = (session for day in worked for session in time.sessions_on(day))
    spans = (min(closes, end) - max(opens, start) for opens, closes in sessions)
    return int(sum((span for span in spans if span > timedelta(0)), timedelta(0)) / timedelta(minutes=1))


def _days(start: datetime, end: datetime) -> Iterator[date]:
    day, last = legal_day(start), legal_day(end)
    while day <= last:
        yield day
        day += ONE_DAY
