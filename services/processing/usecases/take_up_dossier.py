"""The deciding agency takes the dossier up."""

from services.processing.domain.acting import Acted
from services.processing.domain.state import Act
from services.processing.unit_of_work.work import Work
from services.processing.usecases.act_on_dossier import Order, act_on_dossier
from shared.callers import Caller


async def take_up_dossier(work: Work, caller: Caller, order: Order) -> Acted:
    """NĐ 118/2025 art. 19.1."""
    return await act_on_dossier(work, caller, Act.TAKEN_UP, order)
