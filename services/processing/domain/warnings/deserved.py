"""Which warnings a dossier deserves at a moment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from services.processing.domain.dossier import Dossier
from services.processing.domain.limits import answer_due
from services.processing.domain.remaining import is_late
from services.processing.domain.step_time import Moment
from services.processing.domain.warnings.kinds import TOPICS, Kind, Topic
from services.processing.domain.warnings.watched import Concern, Watched, watched
from shared.contracts.terms import CountsBy
from shared.worktime import LEGAL_ZONE, CalendarNotPublished, apology_limit, legal_day
from shared.worktime.calendar import ONE_DAY
from shared.worktime.working_time import WorkingTime

LAST_HOUR = timedelta(hours=1)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Watchfulness:
    """What a house settles: from how many working days before it is due, and after how many a result lies too long."""

    soon_days: int = 2
    collect_days: int = 5


USUAL_WATCH = Watchfulness()


@dataclass(frozen=True, slots=True)
class Warning:
    """Step, kind and due date make it the one it is: a due date that moves makes another.

    From `until_at` on it is not true any more, whoever did what.
    """

    kind: Kind
    step: int
    due_on: date
    due_at: datetime
    concern: Concern
    until_at: datetime | None = None

    @property
    def topic(self) -> Topic:
        return TOPICS[self.kind]


@dataclass(frozen=True, slots=True)
class _Moment:
    """When it is asked, and by which measures."""

    now: datetime
    time: WorkingTime
    watch: Watchfulness

    @property
    def today(self) -> date:
        return legal_day(self.now)


def deserved(
    dossier: Dossier, now: datetime, time: WorkingTime, watch: Watchfulness = USUAL_WATCH
) -> tuple[Warning, ...]:
    """At most one of each step and topic. What came in today is work, no warning, until its last hour."""
    moment = _Moment(now, time, watch)
    found = (_BY_TOPIC[thing.topic](dossier, thing, moment) for thing in watched(dossier))
    return tuple(warning for warning in found if warning)


def _due(_: Dossier, thing: Watched, moment: _Moment) -> Warning | None:
    due = _due_of(thing)
    if is_late(due, moment.now):
        return _warning(Kind.OVERDUE, thing, due)
    if not _is_time(thing, due, moment):
        return None
    if due.due_on == moment.today:
        return _warning(Kind.DUE_TODAY, thing, due, _end_of(due))
    if _days_left(due.due_on, moment) <= moment.watch.soon_days:
        return _warning(Kind.DUE_SOON, thing, due, _midnight(due.due_on))
    return None


def _letter(_: Dossier, thing: Watched, moment: _Moment) -> Warning | None:
    """From the last working day on which it can be written to the last day on which it can go."""
    due = _due_of(thing)
    try:
        limit = apology_limit(due.due_on, moment.time.calendar)
    except CalendarNotPublished:
        return None
    if legal_day(thing.since) >= moment.today or not limit.warn_on <= moment.today <= limit.latest_on:
        return None
    return _warning(Kind.LETTER_TODAY, thing, due, _midnight(limit.latest_on + ONE_DAY))


def _step(_: Dossier, thing: Watched, moment: _Moment) -> Warning | None:
    due = _due_of(thing)
    if is_late(due, moment.now):
        return _warning(Kind.STEP_OVERDUE, thing, due)
    if due.due_on == moment.today and _is_time(thing, due, moment):
        return _warning(Kind.STEP_DUE_TODAY, thing, due, _end_of(due))
    return None


def _opinion(_: Dossier, thing: Watched, moment: _Moment) -> Warning | None:
    due = _due_of(thing)
    return _warning(Kind.OPINION_OVERDUE, thing, due) if is_late(due, moment.now) else None


def _notice(_: Dossier, thing: Watched, moment: _Moment) -> Warning | None:
    due = _due_of(thing)
    is_now = is_late(due, moment.now) or (due.due_on == moment.today and _is_time(thing, due, moment))
    return _warning(Kind.NOTICE_DUE, thing, due) if is_now else None


def _answer(dossier: Dossier, thing: Watched, moment: _Moment) -> Warning | None:
    try:
        last_on = answer_due(dossier, moment.time)
    except CalendarNotPublished:
        return None
    if last_on is None or moment.today <= last_on:
        return None
    return _warning(Kind.SUPPLEMENT_ANSWER_OVERDUE, thing, _by_end_of(last_on))


def _collection(_: Dossier, thing: Watched, moment: _Moment) -> Warning | None:
    """After the working days set, then every week; quiet for the week once the desk wrote down that nobody came."""
    try:
        first_on = moment.time.calendar.working_day_after(legal_day(thing.since), moment.watch.collect_days)
    except CalendarNotPublished:
        return None
    if moment.today < first_on:
        return None
    asked_on = first_on + (moment.today - first_on) // _WEEK * _WEEK
    if not thing.holds(asked_on):
        return None
    return _warning(Kind.NOT_COLLECTED, thing, _by_end_of(asked_on), _midnight(asked_on + _WEEK))


_BY_TOPIC: Mapping[Topic, Callable[[Dossier, Watched, _Moment], Warning | None]] = {
    Topic.DUE: _due,
    Topic.LETTER: _letter,
    Topic.STEP: _step,
    Topic.OPINION: _opinion,
    Topic.NOTICE: _notice,
    Topic.ANSWER: _answer,
    Topic.COLLECTION: _collection,
}


def _warning(kind: Kind, thing: Watched, due: Moment, until_at: datetime | None = None) -> Warning:
    return Warning(kind, thing.step, due.due_on, due.due_at, thing.concern, until_at)


def _due_of(thing: Watched) -> Moment:
    if thing.due is None:
        raise ValueError(f"{thing.topic} has a due date of its own")
    return thing.due


def _is_time(thing: Watched, due: Moment, moment: _Moment) -> bool:
    return legal_day(thing.since) < moment.today or moment.now >= due.due_at - LAST_HOUR


def _days_left(due_on: date, moment: _Moment) -> int:
    """Working days; calendar days where nobody has published yet which are worked."""
    try:
        return moment.time.calendar.working_days_between(moment.today, due_on)
    except CalendarNotPublished:
        return (due_on - moment.today).days


def _end_of(due: Moment) -> datetime:
    """When due today becomes overdue."""
    return due.due_at if due.counts_by is CountsBy.HOUR else _midnight(due.due_on + ONE_DAY)


def _by_end_of(day: date) -> Moment:
    return Moment(_midnight(day + ONE_DAY), day, CountsBy.DAY)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), LEGAL_ZONE)
