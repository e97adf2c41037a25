"""Erases the people of one dossier, as a leader decided."""

from services.intake.domain.privacy.erasure import Erasure, Ground, Order, already_erased, must_be_over
from services.intake.queries.privacy.endings import end_of
from services.intake.queries.privacy.views import find_dossier_id
from services.intake.unit_of_work.erasing import erase
from services.intake.unit_of_work.work import Work
from shared.callers import Caller


async def erase_dossier(work: Work, caller: Caller, id_or_code: str, *, basis: str, reason: str) -> Erasure:
    """The entry of the log. Refuses an open dossier and one that was erased before; nobody is read for it."""
    dossier = await find_dossier_id(work.connection, id_or_code, caller.offices)
    must_be_over(await end_of(work.connection, dossier))
    done = await erase(work, [dossier], Order(Ground.REQUEST, basis, reason, caller.subject))
    if not done:
        raise already_erased()
    return done[0]
