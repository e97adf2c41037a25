"""A head reminds those who hold dossiers."""

from typing import Any

from services.processing.dependencies import Leader, ManyWorks
from services.processing.domain.state import Act
from services.processing.routes.answering import deed_of
from services.processing.schemas.acts import StepIn
from services.processing.schemas.batches import BatchOut
from services.processing.schemas.reminders import RemindersIn
from services.processing.usecases.remind_holders import remind_holders
from shared.web.app import make_router

router = make_router("reminders")


@router.post("/reminders", response_model=BatchOut, summary="Nhắc người đang giữ hồ sơ")
async def remind(caller: Leader, works: ManyWorks, body: RemindersIn) -> Any:
    """Each holder gets his step again with the head's words, and a message by the media he wants to be told by.

    What is refused (`nobody_holds_it`, `version_conflict`) stops none of the others.
    """
    deed = deed_of(caller, works.clock.now(), Act.ASSIGNED, StepIn(note=body.note))
    items = [chosen.as_item() for chosen in body.dossiers]
    return BatchOut.of(await remind_holders(works, caller, deed, items))
