"""What may really be done with a dossier now: what the table allows, less what would be refused anyway."""

from collections.abc import Callable, Mapping
from datetime import datetime

from services.processing.domain.dossier import Dossier
from services.processing.domain.limits import is_late_somewhere, letter_until
from services.processing.domain.own_step import KINDS
from services.processing.domain.reach import STEP_ACTS, Reach
from services.processing.domain.state import Act
from services.processing.domain.status import allowed_transitions
from services.processing.domain.steps import StepEnd, StepKind, open_steps
from services.processing.domain.transition import Transition
from shared.callers import Caller
from shared.worktime import legal_day

Ask = Callable[[Dossier, datetime], bool]


def possible_acts(dossier: Dossier, caller: Caller, reach: Reach, now: datetime) -> tuple[Transition, ...]:
    """In the table's order: what the law, the dossier and this caller's reach leave."""
    rows = allowed_transitions(dossier.state, dossier.matter.accepted_on, caller.roles)
    near = [row for row in rows if _is_near(row, dossier, caller, reach)]
    return tuple(row for row in near if may_come_now(row.act, dossier, now))


def may_come_now(act: Act, dossier: Dossier, now: datetime) -> bool:
    """Whether the dossier itself has something for the act to be about, whoever asks."""
    return act not in _ASKS or _ASKS[act](dossier, now)


def _is_near(row: Transition, dossier: Dossier, caller: Caller, reach: Reach) -> bool:
    """Of the caller's office or desk, or about a step there, or the caller's own last act."""
    if row.act is Act.UNDONE and dossier.before and dossier.before.actor == caller.subject:
        return True
    is_of_the_past = row.act is Act.LATENESS_EXPLAINED
    steps = dossier.steps if is_of_the_past else open_steps(dossier.steps, KINDS.get(row.act))
    return reach.covers(row) or (row.act in STEP_ACTS and any(map(reach.has, steps)))


def _has_open(kind: StepKind | None) -> Ask:
    return lambda dossier, _: bool(open_steps(dossier.steps, kind))


def _can_go_back(dossier: Dossier, _: datetime) -> bool:
    return any(step.end is StepEnd.DONE and step.stage for step in dossier.steps)


def _letter_can_go(dossier: Dossier, now: datetime) -> bool:
    latest_on = letter_until(dossier)
    return latest_on is not None and legal_day(now) <= latest_on and not dossier.letters


_ASKS: Mapping[Act, Ask] = {
    Act.ASSIGNED: _has_open(None),
    **{act: _has_open(kind) for act, kind in KINDS.items()},
    Act.SENT_BACK: _can_go_back,
    Act.EXTENDED: _letter_can_go,
    Act.LATENESS_EXPLAINED: is_late_somewhere,
    Act.UNDONE: lambda dossier, _: dossier.before is not None,
}
