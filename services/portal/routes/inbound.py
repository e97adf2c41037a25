"""What a portal handed us, for operators: sums, a list, one message, and what a person decides about it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query

from services.portal.dependencies import Looker, Looking, Operator, Working
from services.portal.domain.inbound.inbound_state import InboundState
from services.portal.domain.inbound.messages import InboundKind
from services.portal.queries.inbound import InboundSought, count_inbound, list_inbound, read_inbound_line
from services.portal.schemas.inbound import (
    InboundCountOut,
    InboundDecisionIn,
    InboundLineOut,
    InboundListOut,
    InboundOut,
)
from services.portal.usecases.decide_inbound import decide_inbound
from shared.web.app import make_router
from shared.web.fields import Code
from shared.web.paging import Cursor, PageSize, read_cursor, write_cursor

router = make_router("inbound")


@router.get("/inbound", summary="Những gì Cổng đã gửi đến, mới nhất trước")
async def messages(
    caller: Looker,
    work: Looking,
    connection: Code | None = None,
    state: Annotated[list[InboundState] | None, Query(description="Trạng thái; lặp lại được")] = None,
    kind: Annotated[list[InboundKind] | None, Query(description="Loại; lặp lại được")] = None,
    reason: Annotated[Code | None, Query(description="Mã lý do")] = None,
    portal_code: Annotated[Code | None, Query(description="Mã hồ sơ của Cổng")] = None,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> InboundListOut:
    """Keyset pages. Refuses: cursor_not_valid."""
    after = None
    if cursor:
        at, id_ = read_cursor(cursor, 2)
        after = (datetime.fromisoformat(at), UUID(id_))
    states, kinds = [each.value for each in state or InboundState], [each.value for each in kind or ()]
    sought = InboundSought(connection, states, kinds or None, reason, portal_code)
    found = await list_inbound(work.connection, sought, after, limit + 1)
    page = found[:limit]
    more = write_cursor(page[-1]["received_at"].isoformat(), page[-1]["id"]) if len(found) > limit else None
    return InboundListOut(items=[InboundLineOut.of(row) for row in page], next=more)


@router.get("/inbound/counts", summary="Đếm những gì Cổng đã gửi theo trạng thái, loại, lý do")
async def counts(caller: Looker, work: Looking) -> list[InboundCountOut]:
    """What is quarantined waits for a person; nothing of it is lost."""
    return [InboundCountOut(**row) for row in await count_inbound(work.connection)]


@router.get("/inbound/{inbound}", summary="Một nội dung Cổng đã gửi: đã làm gì, ai đã quyết định")
async def message(caller: Looker, work: Looking, inbound: UUID) -> InboundOut:
    """Never the content itself: it names people. Refuses: inbound_not_found."""
    row = await read_inbound_line(work.connection, inbound)
    acts = row.pop("acts")
    return InboundOut(**InboundLineOut.of(row).model_dump(), acts=acts)


@router.post("/inbound/{inbound}/decisions", status_code=204, summary="Xử lý lại hoặc từ chối nội dung đã để riêng")
async def decide(caller: Operator, work: Working, inbound: UUID, body: InboundDecisionIn) -> None:
    """Tried again within seconds.

    Refuses: inbound_not_found, inbound_busy, inbound_is_settled, inbound_content_gone.
    """
    await decide_inbound(work, inbound, body.decision, body.desk, body.reason, caller.subject)
