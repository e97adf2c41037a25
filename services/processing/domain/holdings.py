"""Who had a dossier how long: step by step, as it went by and without the waits for the applicant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from services.processing.domain.dossier import Dossier
from services.processing.domain.judged import Judged, judged
from services.processing.domain.steps import Step, StepKind
from shared.worktime.working_span import working_minutes
from shared.worktime.working_time import WorkingTime

Span = tuple[datetime, datetime]
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Holding:
    """One step in somebody's hands. Minutes are working minutes of the desk; `elapsed` are minutes of the clock."""

    step: Step
    holder: str | None
    elapsed_minutes: int
    gross_minutes: int
    net_minutes: int
    outcome: Judged | None


@dataclass(frozen=True, slots=True)
class Held:
    """The sum of what one office or person had; of a dossier as a whole from acceptance to its end."""

    holder: str
    steps: int
    elapsed_minutes: int
    gross_minutes: int
    net_minutes: int


def holdings(dossier: Dossier, now: datetime, time: WorkingTime) -> list[Holding]:
    """Open steps count until now. Branches that ran side by side each have their own time: their sum is no time."""
    waits = _waits_of(dossier, now)
    return [_held(step, waits, now, time) for step in dossier.steps]


def whole(dossier: Dossier, now: datetime, time: WorkingTime) -> Held:
    """Of the dossier itself: the sum of its stages where they followed one another.

    It is more where nobody had it, after the last stage was done and before the result was entered.
    """
    span = (dossier.matter.accepted_at, dossier.ended_at or now)
    return Held(dossier.matter.code, len(dossier.steps), *_minutes(span, _waits_of(dossier, now), time))


def by_office(held: Iterable[Holding]) -> list[Held]:
    return _summed((each.step.office, each) for each in held)


def by_person(held: Iterable[Holding]) -> list[Held]:
    """What nobody has taken yet is nobody's."""
    return _summed((each.holder, each) for each in held if each.holder)


def ran_side_by_side(dossier: Dossier) -> bool:
    """Whether two stages were open at the same time."""
    stages = sorted((step for step in dossier.steps if _waits(step)), key=lambda step: step.begun_at)
    ends = accumulate((step.ended_at or _NEVER for step in stages), max)
    return any(following.begun_at < end for end, following in zip(ends, stages[1:], strict=False))


def _held(step: Step, waits: Sequence[Span], now: datetime, time: WorkingTime) -> Holding:
    span = (step.begun_at, step.ended_at or now)
    minutes = _minutes(span, waits if _waits(step) else (), time)
    return Holding(step, step.ended_by or step.assignee, *minutes, judged(step))


def _waits(step: Step) -> bool:
    """Stages wait with the dossier; a notice or an opinion is asked for whether or not the applicant is awaited."""
    return step.kind is StepKind.STAGE


def _waits_of(dossier: Dossier, now: datetime) -> list[Span]:
    return [(wait.from_at, wait.until_at or now) for wait in dossier.waits]


def _minutes(span: Span, waits: Sequence[Span], time: WorkingTime) -> tuple[int, int, int]:
    """Elapsed, gross and net."""
    gross = working_minutes(*span, time)
    waited = sum(working_minutes(*over, time) for over in _overlaps(span, waits))
    return int((span[1] - span[0]) / timedelta(minutes=1)), gross, gross - waited


def _overlaps(span: Span, others: Iterable[Span]) -> Iterable[Span]:
    for begin, end in others:
        over = (max(span[0], begin), min(span[1], end))
        if over[0] < over[1]:
            yield over


def _summed(held: Iterable[tuple[str, Holding]]) -> list[Held]:
    """In the order in which they first had it."""
    found: dict[str, list[Holding]] = {}
    for holder, each in held:
        found.setdefault(holder, []).append(each)
    return [
        Held(
            holder,
            len(parts),
            sum(part.elapsed_minutes for part in parts),
            sum(part.gross_minutes for part in parts),
            sum(part.net_minutes for part in parts),
        )
        for holder, parts in found.items()
    ]
