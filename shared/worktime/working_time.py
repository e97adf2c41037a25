"""A desk's time: the calendar and the desk's hours read together."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from shared.worktime.calendar import ONE_DAY, WorkCalendar
from shared.worktime.hours import DeskHours, Sessions
from shared.worktime.legal_day import LEGAL_ZONE, legal_day


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """When one desk works."""

    calendar: WorkCalendar
    hours: DeskHours

    def closes_at(self, day: date) -> datetime:
        """The end of the last session of a working day."""
        return datetime.combine(day, self._sessions(day).closes, LEGAL_ZONE)

    def opens_at(self, day: date) -> datetime:
        """The start of the first session of a working day."""
        return datetime.combine(day, self._sessions(day).spans[0][0], LEGAL_ZONE)

    def sessions_on(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """The sessions of a working day as instants."""
        for opens, closes in self._sessions(day).spans:
            yield datetime.combine(day, opens, LEGAL_ZONE), datetime.combine(day, closes, LEGAL_ZONE)

    def works_next(self, at: datetime) -> datetime:
        """The instant itself inside a session, else when the next one opens."""
        day = legal_day(at)
        while True:
            for opens, closes in self.sessions_on(day) if self.calendar.is_working(day) else ():
                if at <= closes:
                    return max(at, opens)
            day += ONE_DAY

    def _sessions(self, day: date) -> Sessions:
        return self.hours.sessions_on(day, is_make_up=self.calendar.is_make_up(day))
