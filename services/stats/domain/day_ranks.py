"""How many working days have passed through each day: a lookup instead of a walk, also inside the database."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from shared.worktime import WorkCalendar, national_calendar


@dataclass(frozen=True, slots=True)
class DayRanks:
    """`through` has the working days from the start of the calendar through `first`, the day after it, and so on."""

    first: date
    last: date
    through: tuple[int, ...]

    @classmethod
    def of(cls, calendar: WorkCalendar) -> "DayRanks":
        first, last = date(calendar.first_year, 1, 1), date(calendar.last_year, 12, 31)
        days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
        return cls(first, last, tuple(map(calendar.working_days_through, days)))


@cache
def national_ranks() -> DayRanks:
    """Of the calendar that the suite ships."""
    return DayRanks.of(national_calendar())
