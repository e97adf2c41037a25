"""What of a dossier, as it stands, may have to be warned of, and whom that would concern. No clock, no calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from services.processing.domain.dossier import Dossier
from services.processing.domain.state import Act
from services.processing.domain.status import LIVE_ROLES, transitions_for
from services.processing.domain.step_time import Moment, step_moment, with_dossier
from services.processing.domain.steps import Step, StepKind, open_steps
from services.processing.domain.warnings.kinds import Topic
from shared.callers import Role
from shared.contracts.processing import WaitingFor
from shared.contracts.states import State
from shared.worktime import legal_day

WHOLE = 0  # the dossier as a whole; steps count from 1
BOOK = "register"  # a book does not tell what was handed over, so nothing lies at the desk for it
_DECIDED = frozenset({State.READY, State.REFUSED})


@dataclass(frozen=True, slots=True)
class Concern:
    """Whom it concerns: the assignee, else those who have the role at the office."""

    office: str
    role: Role
    assignee: str | None = None


@dataclass(frozen=True, slots=True)
class Watched:
    """`since` is when it began to count; without `due` the day follows from the law and the calendar.

    `answered_on`: somebody wrote down that day that he had seen to it, as far as it can be seen to.
    """

    topic: Topic
    step: int
    concern: Concern
    since: datetime
    due: Moment | None = None
    answered_on: date | None = None

    def holds(self, due_on: date) -> bool:
        """Whether a warning with this due date is still of this."""
        if self.answered_on and due_on <= self.answered_on:
            return False
        return self.due is None or self.due.due_on == due_on


def watched(dossier: Dossier) -> tuple[Watched, ...]:
    """Nothing of a clock that stands while the applicant is awaited."""
    return (*_of_whole(dossier), *_of_steps(dossier))


def _of_whole(dossier: Dossier) -> Iterator[Watched]:
    matter, due = dossier.matter, with_dossier(dossier)
    if dossier.is_open and due and dossier.open_wait is None:
        yield Watched(Topic.DUE, WHOLE, _has_it(dossier), matter.accepted_at, due)
        if not dossier.letters and _may(Act.EXTENDED, dossier):
            yield Watched(Topic.LETTER, WHOLE, _heads(matter.office), matter.accepted_at, due)
    wait, desk = dossier.open_wait, Concern(matter.desk, Role.CLERK)
    if wait and wait.reason is WaitingFor.SUPPLEMENT and _may(Act.CLOSED_UNANSWERED, dossier):
        yield Watched(Topic.ANSWER, WHOLE, desk, wait.from_at)
    if dossier.state in _DECIDED and dossier.ended_at and matter.origin != BOOK:
        is_noted = dossier.before is not None and dossier.before.act is Act.NOT_COLLECTED
        noted_on = legal_day(dossier.last_act_at) if is_noted else None
        yield Watched(Topic.COLLECTION, WHOLE, desk, dossier.ended_at, answered_on=noted_on)


def _of_steps(dossier: Dossier) -> Iterator[Watched]:
    whole, waits = with_dossier(dossier), dossier.open_wait is not None
    for step in open_steps(dossier.steps):
        due, has_it = step_moment(step), _of_step(step)
        if due is None or (step.kind is StepKind.STAGE and waits):
            continue
        if step.kind is StepKind.NOTICE:
            yield Watched(Topic.NOTICE, step.number, has_it, step.begun_at, due)
        elif step.kind is not StepKind.STAGE or due != whole or has_it != _has_it(dossier):
            yield Watched(Topic.STEP, step.number, has_it, step.begun_at, due)
        if step.kind is StepKind.OPINION:  # a late answer is reported to the head of the desk (art. 19.4)
            yield Watched(Topic.OPINION, step.number, _heads(dossier.matter.desk), step.begun_at, due)


def _has_it(dossier: Dossier) -> Concern:
    """Whoever has the stage that leads, or else the first that is open; nobody: the heads of the office."""
    stages = open_steps(dossier.steps, StepKind.STAGE)
    leads = {stage.number for stage in dossier.route.stages if stage.is_lead} if dossier.route else set()
    leading = [step for step in stages if step.stage in leads] or list(stages)
    return _of_step(leading[0]) if leading else _heads(dossier.matter.office)


def _of_step(step: Step) -> Concern:
    """What nobody was given is the heads' to give, but for the desk's own work."""
    role = Role.CLERK if step.role is Role.CLERK else Role.LEADER
    return Concern(step.office, role, step.assignee)


def _heads(office: str) -> Concern:
    return Concern(office, Role.LEADER)


def _may(act: Act, dossier: Dossier) -> bool:
    rows = transitions_for(act, dossier.state, dossier.matter.accepted_on)
    return any(not row.roles.isdisjoint(LIVE_ROLES) for row in rows)
