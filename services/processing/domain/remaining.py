"""How much time is left, or by how much it is over: never negative, in the unit in which the limit is judged."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.processing.domain.dossier import Dossier
from services.processing.domain.step_time import Moment, step_moment, with_dossier
from services.processing.domain.steps import Step, StepKind
from shared.contracts.terms import CountsBy
from shared.worktime import legal_day
from shared.worktime.working_span import working_minutes
from shared.worktime.working_time import WorkingTime


class Urgency(StrEnum):
    """Where something open stands against its due date."""

    IN_TERM = "in_term"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    WAITING = "waiting"
    NO_DUE_DATE = "no_due_date"


@dataclass(frozen=True, slots=True)
class Remaining:
    """Working days, or working minutes where the limit counts hours; one of `left` and `over` is zero or both are."""

    urgency: Urgency
    counts_by: CountsBy | None = None
    left: int | None = None
    over: int | None = None


def is_late(due: Moment, at: datetime) -> bool:
    """Day limits compare legal days, hour limits instants."""
    return at > due.due_at if due.counts_by is CountsBy.HOUR else legal_day(at) > due.due_on


def remaining(due: Moment | None, now: datetime, time: WorkingTime, *, is_waiting: bool = False) -> Remaining:
    """The clock stands while the applicant is awaited: then nothing is told but that."""
    if is_waiting:
        return Remaining(Urgency.WAITING)
    if due is None:
        return Remaining(Urgency.NO_DUE_DATE)
    count = working_minutes if due.counts_by is CountsBy.HOUR else _days
    late = is_late(due, now)
    left, over = (0, count(due.due_at, now, time)) if late else (count(now, due.due_at, time), 0)
    today = legal_day(now) == due.due_on
    urgency = Urgency.OVERDUE if late else Urgency.DUE_TODAY if today else Urgency.IN_TERM
    return Remaining(urgency, due.counts_by, left, over)


def remaining_of(dossier: Dossier, now: datetime, time: WorkingTime) -> Remaining | None:
    """Of the dossier as a whole; None once it has ended."""
    if not dossier.is_open:
        return None
    return remaining(with_dossier(dossier), now, time, is_waiting=dossier.open_wait is not None)


def remaining_of_step(dossier: Dossier, step: Step, now: datetime, time: WorkingTime) -> Remaining | None:
    """Of an open step. A stage waits with its dossier; notices and opinions have days of their own."""
    if not step.is_open:
        return None
    is_waiting = step.kind is StepKind.STAGE and dossier.open_wait is not None
    return remaining(step_moment(step), now, time, is_waiting=is_waiting)


def _days(after: datetime, through: datetime, time: WorkingTime) -> int:
    return max(0, time.calendar.working_days_between(legal_day(after), legal_day(through)))
