"""Carries an act out on a dossier: asks the table, keeps the law's limits, moves the clock and the steps, and warns."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from services.processing.domain.deadline import Letter, Wait, due_after
from services.processing.domain.deed import Acted, Deed
from services.processing.domain.dossier import Before, Dossier
from services.processing.domain.limits import break_limits, is_late_as_a_whole, warnings_of
from services.processing.domain.own_step import settled
from services.processing.domain.practice import USUAL, Practice
from services.processing.domain.state import Act
from services.processing.domain.status import transition_for
from services.processing.domain.step_acts import ON_STEPS
from services.processing.domain.step_time import retimed
from services.processing.domain.steps import StepEnd, step_of
from services.processing.domain.timeliness import must_be_timely
from services.processing.domain.transition import Clock, Transition
from services.processing.domain.undoing import is_own_undoing, undone
from shared.contracts.processing import WaitingFor
from shared.contracts.terms import Outcome
from shared.worktime import legal_day
from shared.worktime.working_time import WorkingTime

Changes = dict[str, Any]


def act_on(dossier: Dossier, deed: Deed, time: WorkingTime, now: datetime, practice: Practice = USUAL) -> Acted:
    """Refuses with `act_not_allowed`, `role_not_allowed`, a broken limit, another's step, or an impossible time."""
    row = transition_for(deed.act, dossier.state, dossier.matter.accepted_on, deed.roles)
    deed = settled(dossier, deed)
    if not is_own_undoing(dossier, deed):
        deed.reach.must_allow(row, step_of(dossier.steps, deed.step) if deed.step else None)
    late_entry = must_be_timely(dossier, deed, now, practice)
    break_limits(row, dossier, deed, time)
    if deed.act is Act.UNDONE:
        return undone(dossier, deed, now, practice)
    warnings = late_entry + warnings_of(row, dossier, deed.happened_at, time)
    after = _done(row, dossier, deed, time)
    return Acted.of(dossier, after, deed, warnings + _skipped(after, deed))


def _done(row: Transition, dossier: Dossier, deed: Deed, time: WorkingTime) -> Dossier:
    changes = _ON_CLOCK.get(row.clock, _nothing)(dossier, deed, time) | _of_act(dossier, deed)
    before = Before(deed.act, deed.actor, replace(dossier, before=None))
    after = dossier.next(row.to_state or dossier.state, deed.happened_at, **changes, before=before)
    on_steps = ON_STEPS.get(deed.act)
    steps = on_steps(after, deed, time) if on_steps else after.steps
    after = replace(after, steps=steps) if steps != after.steps else after
    return replace(after, steps=retimed(after, time)) if after.due != dossier.due else after


def _of_act(dossier: Dossier, deed: Deed) -> Changes:
    if deed.act is Act.EXTENDED and deed.promised_on:
        return {"letters": (*dossier.letters, Letter(legal_day(deed.happened_at), deed.promised_on))}
    if deed.act is Act.RETURNED:
        return {"returned_at": deed.happened_at}
    if deed.act is Act.LATENESS_EXPLAINED:
        return {"cause": _cause(dossier, deed)}
    return {}


def _cause(dossier: Dossier, deed: Deed) -> str | None:
    """A step's cause is the dossier's as well only where that is late itself, and nobody said why yet."""
    if deed.step is None:
        return deed.reason_code
    return dossier.cause or (deed.reason_code if is_late_as_a_whole(dossier, deed.happened_at) else None)


def _skipped(after: Dossier, deed: Deed) -> tuple[str, ...]:
    """A result over stages that nobody did: late at one, others clicked through, is what inspectors look for."""
    if deed.act is not Act.FINISHED or after.route is None:
        return ()
    done = {step.stage for step in after.steps if step.end is StepEnd.DONE}
    return () if all(stage.number in done for stage in after.route.stages) else ("stages_skipped",)


def _nothing(_: Dossier, __: Deed, ___: WorkingTime) -> Changes:
    return {}


def _begin_wait(dossier: Dossier, deed: Deed, _: WorkingTime) -> Changes:
    is_supplement = deed.act is Act.SUPPLEMENT_REQUESTED
    reason = WaitingFor.SUPPLEMENT if is_supplement else WaitingFor.PAYMENT
    route = dossier.route
    effect = (route.on_supplement if is_supplement else route.on_payment) if route else None
    return {
        "waits": (*dossier.waits, Wait(reason, deed.happened_at, effect=effect)),
        "supplement_requests": dossier.supplement_requests + is_supplement,
    }


def _end_wait(dossier: Dossier, deed: Deed, time: WorkingTime) -> Changes:
    waits = dossier.with_wait_ended(deed.happened_at)
    matter = dossier.matter
    return {"waits": waits, "dues": due_after(matter.term, matter.accepted_at, dossier.dues, waits, time)}


_OUTCOMES: Mapping[Act, Outcome] = {
    Act.FINISHED: Outcome.RESULT,
    Act.REFUSED: Outcome.REFUSAL,
    Act.STOPPED: Outcome.STOPPED,
    Act.CLOSED_UNANSWERED: Outcome.STOPPED,
    Act.WITHDRAWN: Outcome.WITHDRAWN,
}


def _end(dossier: Dossier, deed: Deed, _: WorkingTime) -> Changes:
    at = deed.happened_at
    end = {"outcome": _OUTCOMES[deed.act], "ended_at": at, "waits": dossier.with_wait_ended(at)}
    return end | _never_moved(dossier, at)


def _never_moved(dossier: Dossier, ended_at: datetime) -> Changes:
    """A book tells late that the dossier had ended before its office did: then it stays where it ended."""
    late = [move for move in dossier.moves if move.from_at > ended_at]
    if not late:
        return {}
    moves = dossier.moves[: -len(late)]
    return {"moves": moves, "matter": replace(dossier.matter, office=late[0].office_from)}


_ON_CLOCK: Mapping[Clock, Callable[[Dossier, Deed, WorkingTime], Changes]] = {
    Clock.PAUSES: _begin_wait,
    Clock.RESUMES: _end_wait,
    Clock.RESTARTS: _end_wait,
    Clock.STOPS: _end,
    Clock.ENDS: _end,
}
