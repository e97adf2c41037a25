"""Asks the applicant, through the desk, for what is missing."""

from services.processing.domain.acting import Acted
from services.processing.domain.state import Act
from services.processing.unit_of_work.work import Work
from services.processing.usecases.act_on_dossier import Order, act_on_dossier
from shared.callers import Caller


async def request_supplement(work: Work, caller: Caller, order: Order) -> Acted:
    """Once, with reasons (NĐ 118/2025 art. 19.5); warns of `supplement_request_late` after three working days."""
    return await act_on_dossier(work, caller, Act.SUPPLEMENT_REQUESTED, order)
