"""Which step an act is about, and whether this actor may do it."""

from collections.abc import Mapping
from dataclasses import replace

from services.processing.domain import refusals
from services.processing.domain.deed import Deed
from services.processing.domain.dossier import Dossier
from services.processing.domain.state import Act
from services.processing.domain.steps import Step, StepKind, open_steps, step_of
from shared.callers import Role

KINDS: Mapping[Act, StepKind] = {
    Act.PASSED_ON: StepKind.STAGE,
    Act.SENT_BACK: StepKind.STAGE,
    Act.SUPPLEMENT_NOTIFIED: StepKind.NOTICE,
    Act.OPINION_GIVEN: StepKind.OPINION,
    Act.FIELD_CHECK_REPORTED: StepKind.FIELD_CHECK,
    Act.RESULT_CORRECTED: StepKind.CORRECTION,
}
_RANKS: Mapping[Role, int] = {Role.CLERK: 1, Role.OFFICER: 2, Role.LEADER: 3}


def settled(dossier: Dossier, deed: Deed) -> Deed:
    """With the step that an act is about: named, or the only open one that can be meant."""
    if deed.step is not None or deed.act not in {*KINDS, Act.ASSIGNED}:
        return deed
    choice = [step for step in open_steps(dossier.steps, KINDS.get(deed.act)) if deed.reach.has(step)]
    mine = [step for step in choice if step.assignee == deed.actor] or choice
    if len(mine) != 1:
        raise refusals.step_not_named([(step.number, step.name) for step in mine])
    return replace(deed, step=mine[0].number)


def named_step(dossier: Dossier, deed: Deed) -> Step:
    step = step_of(dossier.steps, deed.step) if deed.step else None
    if step is None or not step.is_open:
        raise refusals.step_not_open()
    return step


def own_step(dossier: Dossier, deed: Deed, kind: StepKind) -> Step:
    """The open step meant, of that kind, which this actor may do."""
    step = named_step(dossier, deed)
    if step.kind is not kind:
        raise refusals.step_not_open()
    is_ranked = _RANKS[step.role] <= max(_RANKS.get(role, 0) for role in deed.roles)
    if not deed.is_by_head and not (is_ranked and step.assignee in {None, deed.actor}):
        raise refusals.step_of_another(step.assignee)
    return step
