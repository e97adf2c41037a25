"""Tells a dossier again that the portal has lost or has otherwise, because a person said so."""

from uuid import UUID

from services.portal.unit_of_work.work import Work
from shared.errors import Conflict, NotFound


async def retell_lane(work: Work, lane: UUID, reason: str, actor: str) -> None:
    """Where the last comparison found nothing there, everything; else the record as it stands now.

    Refuses `lane_not_found`, `lane_not_idle`, `nothing_told`.
    """
    still = await work.lane_acts.locked(lane)
    if still is None:
        raise NotFound("lane_not_found", "Không có hồ sơ này trong các làn gửi lên Cổng")
    if still.state != "idle":
        raise Conflict("lane_not_idle", "Hồ sơ còn mục chưa gửi xong: xử lý mục đó trước")
    is_lost = await work.lane_acts.is_lost(lane)
    told = await (work.lane_acts.reopen(lane) if is_lost else work.lane_acts.repeat_record(lane, work.now))
    if not told:
        raise Conflict("nothing_told", "Hồ sơ này chưa từng gửi mục nào")
    await work.lane_acts.wake(lane, work.now)
    await work.lane_acts.write(lane, None, "retell_all" if is_lost else "retell", reason, actor, work.now)
