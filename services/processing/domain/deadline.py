"""THE clock: the lawful due dates of a dossier, moved only by restarts and finished pauses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from services.processing.domain.route import ANSWER_DAYS, NOTICE_WORKING_DAYS, Effect
from shared.contracts.processing import WaitingFor
from shared.worktime import Pause, Restart, Suspension, Term, Unit, explain, legal_day, legal_instant, reckon
from shared.worktime.deadline import Deadline
from shared.worktime.working_time import WorkingTime

_GENERAL_RULE = {WaitingFor.SUPPLEMENT: Effect.RESTARTS, WaitingFor.PAYMENT: Effect.PAUSES}

_WAIT_NAMES = {WaitingFor.SUPPLEMENT: "bổ sung hồ sơ", WaitingFor.PAYMENT: "nộp nghĩa vụ tài chính"}


@dataclass(frozen=True, slots=True)
class Due:
    """A lawful due date and the instant from which it held."""

    from_at: datetime
    due_at: datetime
    due_on: date


@dataclass(frozen=True, slots=True)
class Wait:
    """One wait for the applicant; `until_at` is None while it lasts.

    `effect` is what it does to the term where the dossier's route departs from the general rule.
    """

    reason: WaitingFor
    from_at: datetime
    until_at: datetime | None = None
    effect: Effect | None = None

    @property
    def lawful_effect(self) -> Effect:
        return self.effect or _GENERAL_RULE[self.reason]

    def ended(self, at: datetime) -> "Wait":
        return replace(self, until_at=at)


@dataclass(frozen=True, slots=True)
class Letter:
    """An apology with a new appointment (form 04); it never moves the lawful due date."""

    sent_on: date
    promised_on: date


def as_lawful(wait: Wait) -> Suspension | None:
    """A supplement restarts the term (NĐ 118/2025 art. 19.5), a payment pauses it, or as the sector's law says.

    None while it lasts, and where the clock runs on.
    """
    if wait.until_at is None or wait.lawful_effect is Effect.RUNS:
        return None
    kind = Restart if wait.lawful_effect is Effect.RESTARTS else Pause
    return kind(wait.from_at, wait.until_at, _WAIT_NAMES[wait.reason])


def as_index_reads(wait: Wait) -> Suspension | None:
    """The national index subtracts every wait, also the supplement's (formula 2.1 of QĐ 766)."""
    return Pause(wait.from_at, wait.until_at, _WAIT_NAMES[wait.reason]) if wait.until_at else None


def due_after(
    term: Term | None, accepted_at: datetime, dues: Sequence[Due], waits: Sequence[Wait], time: WorkingTime
) -> tuple[Due, ...]:
    """The dues after the last of `waits` ended: one more where it moved the date, else the same."""
    if not dues:
        return ()
    last = waits[-1]
    if last.until_at is None or last.lawful_effect is Effect.RUNS:
        return tuple(dues)
    moved = _reckoned(term, accepted_at, waits, time) if term else _shifted(dues[-1], last, time)
    if moved == (dues[-1].due_at, dues[-1].due_on):
        return tuple(dues)
    return (*dues, Due(last.until_at, *moved))


def counted_anew(
    term: Term | None, accepted_at: datetime, dues: Sequence[Due], waits: Sequence[Wait], time: WorkingTime
) -> tuple[datetime, date] | None:
    """The due date in force, had `time` held all along; a stated one without a term is taken as it was stated."""
    if term:
        return _reckoned(term, accepted_at, waits, time)
    if not dues:
        return None
    ends = {wait.until_at for wait in waits}
    stated = due = next(due for due in reversed(dues) if due is dues[0] or due.from_at not in ends)
    for wait in waits:
        if wait.until_at and wait.until_at > stated.from_at and wait.lawful_effect is not Effect.RUNS:
            due = Due(wait.until_at, *_shifted(due, wait, time))
    return due.due_at, due.due_on


def _reckoned(term: Term, accepted_at: datetime, waits: Iterable[Wait], time: WorkingTime) -> tuple[datetime, date]:
    deadline = reckon(term, accepted_at, time.calendar, time.hours, _suspensions(waits))
    return deadline.due_at, deadline.due_on


def _shifted(due: Due, wait: Wait, time: WorkingTime) -> tuple[datetime, date]:
    """A stated due date without a term moves by the working days waited, and keeps its time of day.

    Days after the pause date up to and including the resume date are left out (domain reading of pauses); a wait
    that began after the due date changes nothing.
    """
    asked_on = legal_day(wait.from_at)
    days_waited = time.calendar.working_days_between(asked_on, legal_day(wait.until_at or wait.from_at))
    if days_waited == 0 or asked_on > due.due_on:
        return due.due_at, due.due_on
    due_on = time.calendar.working_day_after(due.due_on, days_waited)
    return legal_instant(due.due_at) + timedelta(days=(due_on - due.due_on).days), due_on


def index_due(term: Term, accepted_at: datetime, waits: Iterable[Wait], time: WorkingTime) -> Deadline:
    """When the national index would have it due: every wait subtracted. Kept beside the law's date, never mixed."""
    suspensions = [s for s in map(as_index_reads, waits) if s]
    return reckon(term, accepted_at, time.calendar, time.hours, suspensions)


def explained(term: Term, accepted_at: datetime, waits: Iterable[Wait], time: WorkingTime) -> Deadline:
    """The lawful count told day by day."""
    return explain(term, accepted_at, time.calendar, time.hours, _suspensions(waits))


def _suspensions(waits: Iterable[Wait]) -> list[Suspension]:
    return [s for s in map(as_lawful, waits) if s]


def answer_until(told_at: datetime, time: WorkingTime, days: int = ANSWER_DAYS) -> date:
    """The last day on which the applicant may bring what was asked for."""
    return reckon(Term(Unit.DAY, days), told_at, time.calendar, time.hours).due_on


def notice_until(accepted_at: datetime, time: WorkingTime, days: int = NOTICE_WORKING_DAYS) -> date:
    """The last day for a supplement request: the third working day after acceptance, or as the sector's law says."""
    return time.calendar.working_day_after(legal_day(accepted_at), days)
