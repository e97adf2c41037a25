"""Records the day on which a decision was entered in the national database of procedures."""

from datetime import date
from uuid import UUID

from services.intake.unit_of_work.work import Work
from services.intake.usecases.catalogue.open_decision import open_decision
from shared.callers import Caller
from shared.errors import Conflict, Invalid
from shared.worktime import legal_day


async def enter_decision(work: Work, caller: Caller, id_: UUID, entered_on: date) -> None:
    """May be corrected by another day; the history keeps both. Refuses drafts, and days that cannot be."""
    decision = (await open_decision(work, caller, id_)).decision
    if decision.published_at is None or decision.decided_on is None:
        raise Conflict("decision_not_published", "Quyết định chưa công bố; công bố rồi mới ghi ngày nhập CSDL quốc gia")
    if not decision.decided_on <= entered_on <= legal_day(work.now):
        message = "Ngày nhập phải từ ngày quyết định đến hôm nay"
        raise Invalid("entered_on_not_possible", message, fields={"entered_on": message})
    if entered_on != decision.entered_on:
        await work.decisions.mark_entered(id_, entered_on)
        detail = {"entered_on": entered_on.isoformat()}
        await work.catalogue_acts.note(caller.subject, "decision_entered", decision.issuer, detail, id_)
