"""Gives the dossier back as the applicant asked."""

from services.processing.domain.acting import Acted
from services.processing.domain.state import Act
from services.processing.unit_of_work.work import Work
from services.processing.usecases.act_on_dossier import Order, act_on_dossier
from shared.callers import Caller


async def withdraw_dossier(work: Work, caller: Caller, order: Order) -> Acted:
    """NĐ 118/2025 art. 21.3."""
    return await act_on_dossier(work, caller, Act.WITHDRAWN, order)
