"""How a person's work is sorted on the screen: each open step lies in one group."""

from datetime import date, timedelta
from enum import StrEnum

from shared.worktime import CalendarNotPublished, WorkCalendar

SOON_WORKING_DAYS = 2


class WorkGroup(StrEnum):
    """What is late or due today comes first, also where another office was asked: its clock runs."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    WAITING = "waiting"


def soon_until(today: date, calendar: WorkCalendar) -> date:
    """The second working day from today; calendar days where the calendar is not published that far."""
    try:
        return calendar.working_day_after(today, SOON_WORKING_DAYS)
    except CalendarNotPublished:
        return today + timedelta(days=SOON_WORKING_DAYS)
