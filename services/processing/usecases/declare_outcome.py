"""Takes over how a register book says that a dossier ended: late entries, through the one table of transitions."""

from collections.abc import Mapping
from uuid import UUID

from services.processing.domain import refusals
from services.processing.domain.deed import Deed
from services.processing.domain.dossier import Dossier
from services.processing.domain.state import Act
from services.processing.unit_of_work.run import Run
from shared.callers import Role
from shared.contracts.envelope import Fact
from shared.contracts.intake import OutcomeDeclared
from shared.contracts.states import State
from shared.contracts.terms import Outcome

_ENDINGS: Mapping[Outcome, Act] = {
    Outcome.RESULT: Act.FINISHED,
    Outcome.REFUSAL: Act.REFUSED,
    Outcome.STOPPED: Act.STOPPED,
    Outcome.WITHDRAWN: Act.WITHDRAWN,
}
_REGISTRAR = frozenset({Role.REGISTRAR})


def declare_outcome(run: Run, fact: Fact, body: OutcomeDeclared, id: UUID) -> None:
    """Ends the dossier at the time the book states, and returns it where the book says so. A repeat changes nothing.

    Refuses an outcome that contradicts the one on file. Papers given back after a stop or a withdrawal are no return
    of a result.
    """
    dossier = run.dossier(id)
    if dossier.is_open:
        dossier = run.act(dossier, Deed(_ENDINGS[body.outcome], fact.actor, _REGISTRAR, body.ended_at))
    elif _contradicts(dossier, body):
        raise refusals.outcome_contradicts()
    if body.returned_at and dossier.state in {State.READY, State.REFUSED}:
        run.act(dossier, Deed(Act.RETURNED, fact.actor, _REGISTRAR, body.returned_at))


def _contradicts(dossier: Dossier, body: OutcomeDeclared) -> bool:
    if (dossier.outcome, dossier.ended_at) != (body.outcome, body.ended_at):
        return True
    return None not in {dossier.returned_at, body.returned_at} and dossier.returned_at != body.returned_at
