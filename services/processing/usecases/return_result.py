"""Hands the result, or the reasoned refusal, to the applicant."""

from services.processing.domain.acting import Acted
from services.processing.domain.state import Act
from services.processing.unit_of_work.work import Work
from services.processing.usecases.act_on_dossier import Order, act_on_dossier
from shared.callers import Caller


async def return_result(work: Work, caller: Caller, order: Order) -> Acted:
    """NĐ 118/2025 art. 22.3; `evidence` says by which way."""
    return await act_on_dossier(work, caller, Act.RETURNED, order)
