"""When a dossier ended and whether that was in time, as the indicators of decision 766 read the progress rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from shared.worktime.calendar import ONE_DAY, WorkCalendar
from shared.worktime.national import national_calendar

ON_TIME, LATE, OPEN, OVERDUE, UNDECIDED = "on_time", "late", "open", "overdue", "undecided"
_ENDS_BY_WEIGHT = ("9", "8", "3", "10")


@dataclass(frozen=True, slots=True)
class Row:
    """A progress row: its status and its instant."""

    status: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Limit:
    """The procedure's longest time; `unit`: hour, day, working_day."""

    amount: float
    unit: str

    def reached(self, start: datetime) -> datetime:
        if self.unit == "hour":
            return start + timedelta(hours=self.amount)
        if self.unit == "day":
            return start + timedelta(days=self.amount)
        return _working_days_after(start, int(self.amount), national_calendar())


def _working_days_after(start: datetime, days: int, calendar: WorkCalendar) -> datetime:
    """At the same time of day; past the published years every day counts."""
    at = start
    while days > 0:
        at += ONE_DAY
        days -= not calendar.is_published(at.date()) or calendar.is_working(at.date())
    return at


@dataclass(frozen=True, slots=True)
class Course:
    """What the rows tell: `ended_at` None while it runs; `waited`: from requests for papers to their answers."""

    ended_at: datetime | None
    waited: timedelta
    requests: int


def read_course(rows: Sequence[Row]) -> Course:
    """Rows in the order of their instants. "Finished" is preferred to "returned"; a withdrawal ends what stays so."""
    ordered = sorted(rows, key=lambda row: row.at)
    requests = [
        (before, after)
        for before, after in pairwise([*ordered, None])
        if before is not None and before.status == "5" and (after is None or after.status != "5")
    ]
    waited = sum((after.at - _opened(ordered, before).at for before, after in requests if after), timedelta())
    return Course(_end(ordered), waited, len(requests))


def _opened(ordered: Sequence[Row], last: Row) -> Row:
    """The first row of the run of requests that ends with this one."""
    at = ordered.index(last)
    while at > 0 and ordered[at - 1].status == "5":
        at -= 1
    return ordered[at]


def _end(ordered: Sequence[Row]) -> datetime | None:
    for status in _ENDS_BY_WEIGHT:
        if ends := [row.at for row in ordered if row.status == status]:
            return ends[-1]
    last = ordered[-1] if ordered else None
    if last and last.status in ("5", "7"):  # a request that nobody answered counts as its own end
        return last.at
    return None


def judge(course: Course, received: datetime, due: datetime | None, limit: Limit | None, now: datetime) -> str:
    """One of the five words; more than one request for papers is late whatever the dates say."""
    due = due or (limit.reached(received) if limit else None)
    if course.requests > 1:
        return LATE
    if due is None:
        return UNDECIDED if course.ended_at else OPEN
    if course.ended_at is None:
        return OVERDUE if now - course.waited > due else OPEN
    return ON_TIME if course.ended_at - course.waited <= due else LATE
