"""Enters where and by what an official is told of his work; who entered what stays on record."""

from services.processing.domain.warnings.official import Official
from services.processing.repository.officials import Entered
from services.processing.unit_of_work.work import Work
from shared.callers import Caller
from shared.errors import Forbidden, NotFound
from shared.ids import new_id


async def enter_official(work: Work, caller: Caller, official: Official) -> Entered:
    """The same entered again changes nothing.

    Refuses an office that does not exist or is out of reach, a medium without its address, and an official who works
    for an office out of reach as well.
    """
    official.must_be_reachable()
    before = await work.officials.locked(official.account)
    if before and not await _reaches(work, caller, before.official):
        raise Forbidden("official_out_of_reach", "Cán bộ này còn thuộc đơn vị ngoài phạm vi của anh/chị")
    if not await _reaches(work, caller, official):
        raise NotFound("office_not_found", "Có đơn vị không tồn tại hoặc ngoài phạm vi của anh/chị")
    if before and before.official == official:
        return before
    id, version = (before.id, before.version + 1) if before else (new_id(), 1)
    entered = Entered(id, official, version, work.now, caller.subject)
    await work.officials.enter(entered)
    return entered


async def _reaches(work: Work, caller: Caller, official: Official) -> bool:
    reached = await work.officials.reached(official.offices, visible_to=caller.offices)
    return reached == set(official.offices)
