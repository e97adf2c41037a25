"""Sends the apology with a new appointment (form 04)."""

from services.processing.domain.acting import Acted
from services.processing.domain.state import Act
from services.processing.unit_of_work.work import Work
from services.processing.usecases.act_on_dossier import Order, act_on_dossier
from shared.callers import Caller


async def extend_deadline(work: Work, caller: Caller, order: Order) -> Acted:
    """Once, at the latest the day before the due date (NĐ 118/2025 art. 19.6); the lawful due date stays."""
    return await act_on_dossier(work, caller, Act.EXTENDED, order)
