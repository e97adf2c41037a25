"""The applicant brought what was missing."""

from services.processing.domain.acting import Acted
from services.processing.domain.state import Act
from services.processing.unit_of_work.work import Work
from services.processing.usecases.act_on_dossier import Order, act_on_dossier
from shared.callers import Caller


async def receive_supplement(work: Work, caller: Caller, order: Order) -> Acted:
    """The term runs again from zero (NĐ 118/2025 art. 19.5)."""
    return await act_on_dossier(work, caller, Act.SUPPLEMENT_RECEIVED, order)
