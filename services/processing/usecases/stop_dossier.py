"""Stops a dossier, with reasons."""

from services.processing.domain.acting import Acted
from services.processing.domain.state import Act
from services.processing.unit_of_work.work import Work
from services.processing.usecases.act_on_dossier import Order, act_on_dossier
from shared.callers import Caller


async def stop_dossier(work: Work, caller: Caller, order: Order) -> Acted:
    """Reserved to leaders."""
    return await act_on_dossier(work, caller, Act.STOPPED, order)
