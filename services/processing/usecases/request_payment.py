"""Asks the applicant to meet a financial obligation."""

from services.processing.domain.acting import Acted
from services.processing.domain.state import Act
from services.processing.unit_of_work.work import Work
from services.processing.usecases.act_on_dossier import Order, act_on_dossier
from shared.callers import Caller


async def request_payment(work: Work, caller: Caller, order: Order) -> Acted:
    """The clock pauses while it is awaited."""
    return await act_on_dossier(work, caller, Act.PAYMENT_REQUESTED, order)
