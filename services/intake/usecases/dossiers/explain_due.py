"""Explains a promised date as it was made: with the hours that were known when the dossier was accepted."""

from services.intake.domain.dossiers.promise import explain_promise
from services.intake.domain.organisation.desk_hours import hours_of
from services.intake.queries.dossiers.dossiers import DossierRead
from services.intake.queries.organisation.offices import hours_acts, office_by_code
from shared.db.database import Connection
from shared.worktime import Deadline, Term, Unit


async def explain_due(connection: Connection, dossier: DossierRead) -> Deadline | None:
    """None where nothing was counted: a book or a correction stated the date, or no term is published."""
    if dossier.term_unit is None or dossier.term_amount is None:
        return None
    desk = await office_by_code(connection, dossier.desk)
    path = desk.path if desk else ()
    hours = hours_of(path, await hours_acts(connection, path, known_at=dossier.accepted_at))
    counted = explain_promise(Term(Unit(dossier.term_unit), dossier.term_amount), dossier.accepted_at, hours)
    return counted if counted.due_at == dossier.due_at else None
