"""Sets how long the people of a procedure's dossiers are kept."""

from services.intake.domain.privacy.erasure import Retention
from services.intake.queries.catalogue.procedures import find_procedure
from services.intake.repository.privacy.retentions import save_retention
from services.intake.unit_of_work.work import Work
from shared.worktime import legal_day


async def set_retention(work: Work, rule: Retention) -> None:
    """Refuses a procedure that the catalogue does not know."""
    await find_procedure(work.connection, rule.procedure, legal_day(work.now))
    await save_retention(work.connection, rule)
