"""Opens a decision for change: locked until the end of the transaction, and within the caller's reach."""

from uuid import UUID

from services.intake.domain.organisation.reach import must_reach
from services.intake.queries.catalogue.decisions import DecisionRead, find_decision
from services.intake.unit_of_work.work import Work
from shared.callers import Caller


async def open_decision(work: Work, caller: Caller, id_: UUID) -> DecisionRead:
    """As it stands after everybody who held it before. Refuses decisions of offices out of reach."""
    await work.decisions.lock(id_)
    read = await find_decision(work.connection, id_)
    must_reach(caller, read.path, "Đơn vị ban hành quyết định này")
    return read
