"""Closes a dossier whose applicant did not bring what was missing."""

from services.processing.domain.acting import Acted
from services.processing.domain.state import Act
from services.processing.unit_of_work.work import Work
from services.processing.usecases.act_on_dossier import Order, act_on_dossier
from shared.callers import Caller


async def close_unanswered(work: Work, caller: Caller, order: Order) -> Acted:
    """After 15 days (NĐ 118/2025 art. 19.5); unknown to NĐ 61/2018."""
    return await act_on_dossier(work, caller, Act.CLOSED_UNANSWERED, order)
