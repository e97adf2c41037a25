"""Until when something may be due that is worth looking at now: the watch passes by all that lies behind."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from services.processing.domain.warnings.deserved import LAST_HOUR, Watchfulness
from shared.worktime import LEGAL_ZONE, CalendarNotPublished, WorkCalendar, legal_day
from shared.worktime.calendar import ONE_DAY


@dataclass(frozen=True, slots=True)
class Horizon:
    """`today` is the day's first instant, `last_hour` the end of the coming hour.

    `soon` and `letter` are the first instants of the days too far away to be due soon or to need a letter, `collect`
    of the first day of which no result lies too long yet.
    """

    now: datetime
    today: datetime
    tomorrow: datetime
    last_hour: datetime
    soon: datetime
    letter: datetime
    collect: datetime

    @classmethod
    def at(cls, now: datetime, calendar: WorkCalendar, watch: Watchfulness) -> "Horizon":
        today = legal_day(now)
        days = _Days(today, calendar)
        return cls(
            now=now,
            today=_begin(today),
            tomorrow=_begin(today + ONE_DAY),
            last_hour=now + LAST_HOUR,
            soon=_begin(days.ahead(watch.soon_days + 1)),
            letter=_begin(days.ahead(1) + ONE_DAY),
            collect=_begin(days.back(watch.collect_days)),
        )


@dataclass(frozen=True, slots=True)
class _Days:
    """Working days from today; calendar days, on the side of looking at more, where they are not published."""

    today: date
    calendar: WorkCalendar

    def ahead(self, count: int) -> date:
        try:
            return self.calendar.working_day_after(self.today, count)
        except CalendarNotPublished:
            return self.today + timedelta(days=count + 14)

    def back(self, count: int) -> date:
        """The day that is the count-th working day back, today being the first if it is worked."""
        day = self.today + ONE_DAY
        try:
            for _ in range(count):
                day = self.calendar.working_day_before(day)
        except CalendarNotPublished:
            return self.today + ONE_DAY
        return day


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(0), LEGAL_ZONE)
