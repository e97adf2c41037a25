"""Changes the head of a decision while it is a draft."""

from dataclasses import replace
from uuid import UUID

from services.intake.domain.catalogue.publishing import must_be_draft
from services.intake.unit_of_work.work import Work
from services.intake.usecases.catalogue.open_decision import open_decision
from services.intake.usecases.catalogue.prepare_decision import Heading, number_taken
from shared.callers import Caller


async def change_decision(work: Work, caller: Caller, id_: UUID, heading: Heading) -> None:
    """The same again changes nothing. Refuses what is published, and a number already used."""
    read = await open_decision(work, caller, id_)
    changed = replace(
        read.decision,
        number=heading.number,
        decided_on=heading.decided_on,
        title=heading.title,
        effective_on=heading.effective_on,
        legal_basis=tuple(heading.legal_basis),
    )
    if changed == read.decision:
        return
    must_be_draft(read.decision)
    if await work.decisions.is_taken(changed):
        raise number_taken(changed)
    await work.decisions.change(changed)
    names = ("number", "decided_on", "title", "effective_on", "legal_basis")
    differing = [name for name in names if getattr(changed, name) != getattr(read.decision, name)]
    detail = {"changed": differing}
    await work.catalogue_acts.note(caller.subject, "decision_changed", read.decision.issuer, detail, id_)
