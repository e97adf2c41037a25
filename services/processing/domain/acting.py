"""Carries an act out on a dossier: asks the table, keeps the law's limits, moves the clock, and warns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from services.processing.domain import refusals
from services.processing.domain.deadline import Letter, Wait, due_after
from services.processing.domain.dossier import Dossier
from services.processing.domain.limits import break_limits, warnings_of
from services.processing.domain.state import Act
from services.processing.domain.status import Clock, Transition, transition_for
from shared.callers import Role
from shared.contracts.processing import WaitingFor
from shared.contracts.states import State
from shared.contracts.terms import Outcome
from shared.worktime import legal_day
from shared.worktime.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class Deed:
    """An act someone wants to do: who with which roles, when it happened, and why."""

    act: Act
    actor: str
    roles: frozenset[Role]
    happened_at: datetime
    reason_code: str | None = None
    note: str | None = None
    evidence: str | None = None
    promised_on: date | None = None


@dataclass(frozen=True, slots=True)
class Acted:
    """An act done: the dossier after it, what was done, from which state, and what the law would warn of."""

    dossier: Dossier
    deed: Deed
    from_state: State | None
    warnings: tuple[str, ...] = ()


def act_on(dossier: Dossier, deed: Deed, time: WorkingTime, now: datetime) -> Acted:
    """Refuses with `act_not_allowed`, `role_not_allowed`, a broken limit, or an impossible time."""
    row = transition_for(deed.act, dossier.state, dossier.matter.accepted_on, deed.roles)
    if deed.happened_at > now:
        raise refusals.happened_in_future()
    if deed.happened_at < dossier.last_act_at:
        raise refusals.happened_before_last_act(dossier.last_act_at)
    break_limits(row, dossier, deed.happened_at, deed.promised_on, bool(deed.reason_code or deed.note), time)
    warnings = warnings_of(row, dossier, deed.happened_at, time)
    after = dossier.next(row.to_state or dossier.state, deed.happened_at, **_changes(row, dossier, deed, time))
    return Acted(after, deed, dossier.state, warnings)


def _changes(row: Transition, dossier: Dossier, deed: Deed, time: WorkingTime) -> dict[str, Any]:
    changes = _ON_CLOCK.get(row.clock, _nothing)(dossier, deed, time)
    if deed.act is Act.EXTENDED and deed.promised_on:
        letter = Letter(legal_day(deed.happened_at), deed.promised_on)
        changes["letters"] = (*dossier.letters, letter)
    elif deed.act is Act.RETURNED:
        changes["returned_at"] = deed.happened_at
    return changes


def _nothing(_: Dossier, __: Deed, ___: WorkingTime) -> dict[str, Any]:
    return {}


def _begin_wait(dossier: Dossier, deed: Deed, _: WorkingTime) -> dict[str, Any]:
    is_supplement = deed.act is Act.SUPPLEMENT_REQUESTED
    reason = WaitingFor.SUPPLEMENT if is_supplement else WaitingFor.PAYMENT
    return {
        "waits": (*dossier.waits, Wait(reason, deed.happened_at)),
        "supplement_requests": dossier.supplement_requests + is_supplement,
    }


def _end_wait(dossier: Dossier, deed: Deed, time: WorkingTime) -> dict[str, Any]:
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


def _end(dossier: Dossier, deed: Deed, _: WorkingTime) -> dict[str, Any]:
    at = deed.happened_at
    end = {"outcome": _OUTCOMES[deed.act], "ended_at": at, "waits": dossier.with_wait_ended(at)}
    return end | _never_moved(dossier, at)


def _never_moved(dossier: Dossier, ended_at: datetime) -> dict[str, Any]:
    """A book tells late that the dossier had ended before its office did: then it stays where it ended."""
    late = [move for move in dossier.moves if move.from_at > ended_at]
    if not late:
        return {}
    moves = dossier.moves[: -len(late)]
    return {"moves": moves, "matter": replace(dossier.matter, office=late[0].office_from)}


_ON_CLOCK: Mapping[Clock, Callable[[Dossier, Deed, WorkingTime], dict[str, Any]]] = {
    Clock.PAUSES: _begin_wait,
    Clock.RESUMES: _end_wait,
    Clock.RESTARTS: _end_wait,
    Clock.STOPS: _end,
    Clock.ENDS: _end,
}
