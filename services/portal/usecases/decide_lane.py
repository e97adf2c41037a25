"""A person decides about what holds a lane up, and says why."""

from enum import StrEnum
from uuid import UUID

from services.portal.domain.outbound.lane import EntryState
from services.portal.unit_of_work.work import Work
from shared.errors import Conflict, NotFound


class Decision(StrEnum):
    """Tried again; left out for good; there already (a person looked at the portal)."""

    RETRY = "retry"
    SKIP = "skip"
    IS_THERE = "is_there"


_BECOMES = {
    Decision.RETRY: EntryState.PENDING,
    Decision.SKIP: EntryState.SKIPPED,
    Decision.IS_THERE: EntryState.ACKED,
}
_WAITS_FOR_PERSON = {EntryState.DEAD, EntryState.BLOCKED, EntryState.UNKNOWN}


async def decide_lane(work: Work, lane: UUID, seq: int, decision: Decision, reason: str, actor: str) -> None:
    """Only about the first entry that is not settled. Refuses `lane_not_found`, `lane_busy`, `entry_moved_on`,
    `entry_needs_nobody`.
    """
    still = await work.lane_acts.locked(lane)
    if still is None:
        raise NotFound("lane_not_found", "Không có hồ sơ này trong các làn gửi lên Cổng")
    if still.leased_until and still.leased_until > work.now:
        raise Conflict("lane_busy", "Hồ sơ này đang được gửi, hãy xem lại sau ít giây")
    if still.seq != seq:
        raise Conflict("entry_moved_on", "Mục này không còn đứng đầu làn, hãy xem lại")
    if still.entry not in _WAITS_FOR_PERSON:
        raise Conflict("entry_needs_nobody", "Mục này không cần người xử lý, hệ thống sẽ tự gửi")
    await work.lane_acts.set_entry(lane, seq, _BECOMES[decision], work.now)
    await work.lane_acts.write(lane, seq, decision.value, reason, actor, work.now)
