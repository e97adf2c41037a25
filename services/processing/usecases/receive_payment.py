"""The applicant met the financial obligation."""

from services.processing.domain.acting import Acted
from services.processing.domain.state import Act
from services.processing.unit_of_work.work import Work
from services.processing.usecases.act_on_dossier import Order, act_on_dossier
from shared.callers import Caller


async def receive_payment(work: Work, caller: Caller, order: Order) -> Acted:
    """The due date moves by the time waited."""
    return await act_on_dossier(work, caller, Act.PAYMENT_RECEIVED, order)
