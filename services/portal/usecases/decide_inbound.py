"""A person decides about a message that was set aside: tried again, perhaps for another desk, or refused for good."""

from enum import StrEnum
from uuid import UUID

from services.portal.domain.inbound.inbound_state import InboundState
from services.portal.unit_of_work.work import Work
from shared.errors import Conflict, NotFound


class InboundDecision(StrEnum):
    """What becomes of it."""

    RETRY = "retry"
    REFUSE = "refuse"


_BECOMES = {InboundDecision.RETRY: InboundState.STORED, InboundDecision.REFUSE: InboundState.REFUSED}
_FROM = {
    InboundDecision.RETRY: {InboundState.STORED, InboundState.QUARANTINED, InboundState.REFUSED},
    InboundDecision.REFUSE: {InboundState.STORED, InboundState.QUARANTINED},
}


async def decide_inbound(
    work: Work, id_: UUID, decision: InboundDecision, desk: str | None, reason: str, actor: str
) -> None:
    """Kept with name and reason. Refuses `inbound_not_found`, `inbound_busy`, `inbound_is_settled`,
    `inbound_content_gone`.
    """
    still = await work.inbound_acts.locked(id_)
    if still is None:
        raise NotFound("inbound_not_found", "Không có nội dung này trong những gì Cổng đã gửi")
    if still.leased_until and still.leased_until > work.now:
        raise Conflict("inbound_busy", "Nội dung này đang được xử lý, hãy xem lại sau ít giây")
    if still.state not in _FROM[decision]:
        raise Conflict("inbound_is_settled", "Nội dung này đã xử lý xong")
    if decision is InboundDecision.RETRY and not still.is_kept:
        raise Conflict("inbound_content_gone", "Nội dung gốc không còn lưu, không xử lý lại được")
    await work.inbound_acts.set_state(id_, _BECOMES[decision], desk, work.now)
    await work.inbound_acts.write(id_, decision.value, desk, reason, actor, work.now)
