"""Who had a dossier how long: step by step, as it went by and without the waits for the applicant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.processing.domain.dossier import Dossier
from services.processing.domain.judged import Judged, judged
from services.processing.domain.steps import Step, StepKind
from services.processing.domain.working_span import working_minutes
from shared.worktime.working_time import WorkingTime

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Holding:
    """One step in somebody's hands. Minutes are working minutes of the desk; `elapsed` are minutes of the clock."""

    step: Step
    holder: str | None
    elapsed_minutes: int
    gross_minutes: int
    net_minutes: int
    outcome: Judged | None


def holdings(dossier: Dossier, now: datetime, time: WorkingTime) -> list[Holding]:
    """Open steps count until now. Branches that ran side by side each have their own time: their sum is no time."""
    waits = [(wait.from_at, wait.until_at or now) for wait in dossier.waits]
    return [_held(step, waits, now, time) for step in dossier.steps]


def _held(step: Step, waits: Sequence[Span], now: datetime, time: WorkingTime) -> Holding:
    span = (step.begun_at, step.ended_at or now)
    gross = working_minutes(*span, time)
    waited = sum(working_minutes(*over, time) for over in _overlaps(span, waits)) if _waits(step) else 0
    elapsed = int((span[1] - span[0]) / timedelta(minutes=1))
    return Holding(step, step.ended_by or step.assignee, elapsed, gross, gross - waited, judged(step))


def _waits(step: Step) -> bool:
    """Stages wait with the dossier; a notice or an opinion is asked for whether or not the applicant is awaited."""
    return step.kind is StepKind.STAGE


def _overlaps(span: Span, others: Iterable[Span]) -> Iterable[Span]:
    for begin, end in others:
        over = (max(span[0], begin), min(span[1], end))
        if over[0] < over[1]:
            yield over
