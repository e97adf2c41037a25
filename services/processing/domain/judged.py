"""How a step that was done came out against its own due date, as the control slip has it for each agency."""

from datetime import date, datetime, time
from enum import StrEnum

from services.processing.domain.remaining import is_late
from services.processing.domain.step_time import step_moment
from services.processing.domain.steps import Step, StepEnd
from shared.contracts.terms import CountsBy
from shared.worktime import legal_day, legal_instant

_NOON = time(12)


class Judged(StrEnum):
    """As for whole dossiers: days compare dates, hours instants; early is before the session in which it was due."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


def judged(step: Step) -> Judged | None:
    """None while it is open, where nobody did it, and without a due date."""
    due = step_moment(step)
    if step.end is not StepEnd.DONE or step.ended_at is None or due is None:
        return None
    if is_late(due, step.ended_at):
        return Judged.LATE
    if due.counts_by is CountsBy.HOUR:
        is_early = _session(step.ended_at) < _session(due.due_at)
    else:
        is_early = legal_day(step.ended_at) < due.due_on
    return Judged.EARLY if is_early else Judged.ON_TIME


def _session(at: datetime) -> tuple[date, bool]:
    """The half day; 12:00 ends the forenoon."""
    local = legal_instant(at)
    return local.date(), local.time() > _NOON
