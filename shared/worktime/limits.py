"""Small limits beside the term: handing papers over, and the latest day for the letter of apology."""

from dataclasses import dataclass
from datetime import date, datetime, time

from shared.worktime.calendar import ONE_DAY, WorkCalendar
from shared.worktime.hours import P75, DeskHours
from shared.worktime.legal_day import legal_instant
from shared.worktime.working_time import WorkingTime

HAND_OVER_CUTOFF = time(15, 0)


@dataclass(frozen=True, slots=True)
class ApologyLimit:
    """The latest day for the letter, and the working day on which to warn that it is still missing."""

    latest_on: date
    warn_on: date


def apology_limit(due_on: date, calendar: WorkCalendar) -> ApologyLimit:
    """At the latest one calendar day before the due date (NĐ 118/2025 art. 19.6)."""
    latest_on = due_on - ONE_DAY
    is_worked = calendar.is_working(latest_on)
    return ApologyLimit(latest_on, latest_on if is_worked else calendar.working_day_before(latest_on))


def hand_over_by(accepted_at: datetime, calendar: WorkCalendar, hours: DeskHours = P75) -> datetime:
    """When paper must reach the deciding agency (NĐ 118/2025 art. 18.2).

    The end of the working day of acceptance; its start on the next working day when accepted after 15:00
    or on a day off.
    """
    accepted_at, desk = legal_instant(accepted_at), WorkingTime(calendar, hours)
    day = accepted_at.date()
    if calendar.is_working(day) and accepted_at.time() <= HAND_OVER_CUTOFF and accepted_at <= desk.closes_at(day):
        return desk.closes_at(day)
    return desk.opens_at(calendar.working_day_after(day))
