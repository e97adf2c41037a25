"""THE count: when a term is due, given the instant of acceptance, the calendar, the hours and what stopped it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from shared.worktime.calendar import WorkCalendar
from shared.worktime.count_calendar import count_calendar
from shared.worktime.count_days import count_same_day, count_working_days
from shared.worktime.count_hours import count_elapsed_hours, count_half_days, count_working_hours
from shared.worktime.hours import P75, DeskHours
from shared.worktime.legal_day import legal_instant
from shared.worktime.step import Step
from shared.worktime.suspension import Run, Suspension, last_run
from shared.worktime.term import Term, Unit
from shared.worktime.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class Deadline:
    """When the result is due; steps are there only if they were asked for (`explain`).

    For day limits the law ends the term at 24:00 of `due_on` (Civil Code art. 148.6); `due_at` is the end of
    office hours of that day, which is what receipts print.
    """

    due_at: datetime
    due_on: date
    steps: tuple[Step, ...] = ()


_COUNTERS: Mapping[Unit, Callable[[Term, Run, WorkingTime], datetime]] = {
    Unit.WORKING_HOUR: count_working_hours,
    Unit.HALF_DAY: count_half_days,
    Unit.WORKING_DAY: count_working_days,
    Unit.DAY: count_calendar,
    Unit.WEEK: count_calendar,
    Unit.MONTH: count_calendar,
    Unit.YEAR: count_calendar,
    Unit.HOUR: count_elapsed_hours,
    Unit.SAME_DAY: count_same_day,
}


def reckon(
    term: Term,
    received_at: datetime,
    calendar: WorkCalendar,
    hours: DeskHours = P75,
    suspensions: Iterable[Suspension] = (),
) -> Deadline:
    """The deadline without its story: about 3 µs for ten working days.

    Refuses instants without offset, suspensions out of order, and counts that leave the published years.
    """
    run = last_run(received_at, suspensions) if suspensions else Run(legal_instant(received_at))
    due_at = _COUNTERS[term.unit](term, run, WorkingTime(calendar, hours))
    return Deadline(due_at, due_at.date())
