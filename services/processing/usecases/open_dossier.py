"""Opens the file of a dossier that intake accepted."""

from uuid import UUID

from services.processing.domain.deadline import Due
from services.processing.domain.deed import Deed
from services.processing.domain.dossier import Dossier, Matter
from services.processing.domain.state import Act
from services.processing.domain.terms import term_of
from services.processing.unit_of_work.run import Run
from shared.contracts.envelope import Fact
from shared.contracts.intake import DossierReceived


def open_dossier(run: Run, fact: Fact, body: DossierReceived, dossier: UUID) -> None:
    """The first due date is the receipt's own and is not computed again. A repeat changes nothing.

    What a register book tells is over or was worked on paper: it goes no route.
    """
    if run.holds(dossier):
        return
    deed = Deed(Act.OPENED, fact.actor, frozenset(), body.accepted_at)
    matter = _matter(body, dossier)
    route = run.route_of(matter) if on_a_route(body) else None
    run.open(Dossier.opened(matter, _due(body), route), deed)


def on_a_route(body: DossierReceived) -> bool:
    return body.origin != "register"


def _matter(body: DossierReceived, dossier: UUID) -> Matter:
    return Matter(
        id=dossier,
        code=body.code,
        office=body.office,
        desk=body.desk,
        procedure=body.procedure,
        procedure_version=body.procedure_version,
        field=body.field,
        level=body.level,
        channel=body.channel,
        origin=body.origin,
        accepted_at=body.accepted_at,
        term=term_of(body.term),
        counts_by=body.counts_by,
    )


def _due(body: DossierReceived) -> Due | None:
    if body.due_at is None or body.due_on is None:
        return None
    return Due(body.accepted_at, body.due_at, body.due_on)
