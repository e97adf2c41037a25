"""Refuses after appraisal, in writing and with reasons."""

from services.processing.domain.acting import Acted
from services.processing.domain.state import Act
from services.processing.unit_of_work.work import Work
from services.processing.usecases.act_on_dossier import Order, act_on_dossier
from shared.callers import Caller


async def refuse_dossier(work: Work, caller: Caller, order: Order) -> Acted:
    """Within the time limit (NĐ 118/2025 art. 19.3); judged like a result."""
    return await act_on_dossier(work, caller, Act.REFUSED, order)
