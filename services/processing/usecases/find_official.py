"""Finds what was entered for an official."""

from services.processing.repository.officials import Entered
from services.processing.unit_of_work.work import Work
from shared.callers import Caller
from shared.errors import NotFound


async def find_official(work: Work, caller: Caller, account: str) -> Entered:
    """Himself, or whoever works for an office in reach; refuses as if he did not exist."""
    found = await work.officials.find(account)
    if found and account == caller.subject:
        return found
    if not found or not await work.officials.reached(found.official.offices, visible_to=caller.offices):
        raise NotFound("official_not_found", "Không có cán bộ này trong phạm vi của anh/chị")
    return found
