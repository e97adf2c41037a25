"""Hands the papers over from the desk to the deciding agency."""

from services.processing.domain.acting import Acted
from services.processing.domain.state import Act
from services.processing.unit_of_work.work import Work
from services.processing.usecases.act_on_dossier import Order, act_on_dossier
from shared.callers import Caller


async def hand_over_dossier(work: Work, caller: Caller, order: Order) -> Acted:
    """Warns of `handed_over_late` (NĐ 118/2025 art. 18.2)."""
    return await act_on_dossier(work, caller, Act.HANDED_OVER, order)
