"""Takes a procedure out of a draft decision."""

from uuid import UUID

from services.intake.domain.catalogue.publishing import must_be_draft
from services.intake.unit_of_work.work import Work
from services.intake.usecases.catalogue.open_decision import open_decision
from shared.callers import Caller


async def take_out_item(work: Work, caller: Caller, id_: UUID, procedure: str) -> None:
    """What is not there need not be taken out."""
    must_be_draft((await open_decision(work, caller, id_)).decision)
    if await work.decisions.take_out(id_, procedure):
        await work.catalogue_acts.note(caller.subject, "item_taken_out", procedure, decision=id_)
