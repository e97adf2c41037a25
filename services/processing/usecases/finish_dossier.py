"""The result is ready at the desk."""

from services.processing.domain.acting import Acted
from services.processing.domain.state import Act
from services.processing.unit_of_work.work import Work
from services.processing.usecases.act_on_dossier import Order, act_on_dossier
from shared.callers import Caller


async def finish_dossier(work: Work, caller: Caller, order: Order) -> Acted:
    """The moment judged early, on time or late."""
    return await act_on_dossier(work, caller, Act.FINISHED, order)
