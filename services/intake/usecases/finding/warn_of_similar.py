"""Warns that a person already has the same matter open, or had it until lately."""

from datetime import datetime

from services.intake.domain.dossiers.applicant import Applicant, Proxy
from services.intake.domain.dossiers.similar import LATELY, Warned, warnings_of
from services.intake.queries.finding.same_person import same_persons_matters
from services.intake.vault.vault import Vault
from shared.callers import Caller
from shared.db.database import Database


async def warn_of_similar(
    database: Database,
    vault: Vault,
    caller: Caller,
    procedure: str,
    people: tuple[Applicant | Proxy | None, ...],
    now: datetime,
) -> tuple[Warned, ...]:
    """Looks, in the caller's reach, only where somebody has an identity number (in stored form)."""
    numbers = [person.identity_number for person in people if person and person.identity_number]
    marks = [mark for number in numbers for mark in vault.marks(number)]
    if not marks:
        return ()
    async with database.holding() as connection:
        found = await same_persons_matters(connection, marks, procedure, now - LATELY, caller.offices)
    return warnings_of(found, now)
