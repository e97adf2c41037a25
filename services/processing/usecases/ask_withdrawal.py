"""The applicant asks for the dossier back."""

from services.processing.domain.acting import Acted
from services.processing.domain.state import Act
from services.processing.unit_of_work.work import Work
from services.processing.usecases.act_on_dossier import Order, act_on_dossier
from shared.callers import Caller


async def ask_withdrawal(work: Work, caller: Caller, order: Order) -> Acted:
    """Possible until a decision is issued (NĐ 118/2025 art. 21); the clock runs until the answer."""
    return await act_on_dossier(work, caller, Act.WITHDRAWAL_ASKED, order)
