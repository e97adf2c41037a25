"""Steps of one dossier: its route's stages as they were begun and ended, and what was asked in between."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from services.processing.domain.route import Route, Stage
from shared.callers import Role
from shared.contracts.terms import CountsBy

Steps = tuple["Step", ...]


class StepKind(StrEnum):
    """A stage of the route, or what came up on the way."""

    STAGE = "stage"
    NOTICE = "notice"  # the desk tells the applicant what to supplement
    OPINION = "opinion"
    FIELD_CHECK = "field_check"
    CORRECTION = "correction"  # the agency puts a wrong result right


class StepEnd(StrEnum):
    """How a step ended. What was done and must be done again is `repeated`; what nobody did is `cut`."""

    DONE = "done"
    SENT_BACK = "sent_back"
    REPEATED = "repeated"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Step:
    """Numbers count from 1 inside the dossier and are never used again. `due_at` follows the dossier's clock."""

    number: int
    kind: StepKind
    name: str
    office: str
    role: Role
    begun_at: datetime
    stage: int | None = None
    assignee: str | None = None
    due_at: datetime | None = None
    due_on: date | None = None
    counts_by: CountsBy = CountsBy.DAY
    ended_at: datetime | None = None
    ended_by: str | None = None
    end: StepEnd | None = None
    cause: str | None = None

    @property
    def is_open(self) -> bool:
        return self.end is None


def step_of(steps: Iterable[Step], number: int) -> Step | None:
    return next((step for step in steps if step.number == number), None)


def open_steps(steps: Iterable[Step], kind: StepKind | None = None) -> Steps:
    return tuple(step for step in steps if step.is_open and kind in (None, step.kind))


def with_step(steps: Steps, changed: Step) -> Steps:
    return tuple(changed if step.number == changed.number else step for step in steps)


def next_number(steps: Sequence[Step]) -> int:
    return steps[-1].number + 1 if steps else 1


def ended(steps: Steps, numbers: Iterable[int], end: StepEnd, at: datetime, by: str) -> Steps:
    """These steps, as far as they are open, ended so."""
    chosen = set(numbers)
    return tuple(
        replace(s, end=end, ended_at=at, ended_by=by) if s.is_open and s.number in chosen else s for s in steps
    )


def cut(steps: Steps, at: datetime, by: str) -> Steps:
    """Nothing of it is done any more: the dossier has ended."""
    return ended(steps, (step.number for step in steps), StepEnd.CUT, at, by)


def ready_stages(route: Route, steps: Iterable[Step]) -> list[Stage]:
    """Stages whose time has come: all before them done, and neither begun nor done themselves."""
    stages = [step for step in steps if step.kind is StepKind.STAGE]
    done = {step.stage for step in stages if step.end is StepEnd.DONE}
    begun = done | {step.stage for step in stages if step.is_open}
    return [stage for stage in route.stages if stage.number not in begun and stage.after <= done]


def sent_back(route: Route, steps: Steps, number: int, to_stage: int, at: datetime, by: str) -> Steps:
    """The step given back; the stage and everything behind it must be done again."""
    again = route.behind(to_stage)
    steps = ended(steps, [number], StepEnd.SENT_BACK, at, by)
    steps = ended(steps, [s.number for s in steps if s.stage in again], StepEnd.CUT, at, by)
    return tuple(replace(s, end=StepEnd.REPEATED) if s.stage in again and s.end is StepEnd.DONE else s for s in steps)
