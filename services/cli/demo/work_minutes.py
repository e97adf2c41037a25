"""Working time as one long line of minutes (450 a working day), so that shares of a term can be taken."""

from datetime import date, datetime, time, timedelta

from shared.worktime import LEGAL_ZONE, legal_instant, national_calendar

A_DAY = 450
_MORNING, _AFTERNOON, _HALF = 7 * 60 + 30, 13 * 60 + 30, 240
_CALENDAR = national_calendar()


def to_minutes(at: datetime) -> int:
    """Working minutes of the usual hours from the start of the calendar to an instant."""
    local = legal_instant(at)
    days = _CALENDAR.working_days_through(local.date())
    if not _CALENDAR.is_working(local.date()):
        return days * A_DAY
    minute = local.hour * 60 + local.minute
    worked = min(max(minute - _MORNING, 0), _HALF) + min(max(minute - _AFTERNOON, 0), A_DAY - _HALF)
    return (days - 1) * A_DAY + worked


def to_instant(minutes: int) -> datetime:
    """The instant after so many working minutes."""
    days, worked = divmod(minutes, A_DAY)
    day = _CALENDAR.working_day_after(_day_before_all(), days + 1)
    minute = _MORNING + worked if worked < _HALF else _AFTERNOON + worked - _HALF
    return datetime.combine(day, time(0), LEGAL_ZONE) + timedelta(minutes=minute)


def _day_before_all() -> date:
    return date(_CALENDAR.first_year, 1, 1)  # New Year's Day: the first working day comes after it
