"""Comparisons with a portal: asked for, listed, opened to the dossiers that differ, and those told again."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query

from services.portal.dependencies import Looker, Looking, Operator, Portals, Working
from services.portal.queries.reconciliations import list_reconciliations, read_reconciliation
from services.portal.schemas.reconciliations import (
    AskedOut,
    DifferenceOut,
    ReconciliationIn,
    ReconciliationOut,
    ReconciliationWholeOut,
    RetellIn,
)
from services.portal.usecases.retell_lane import retell_lane
from shared.errors import Invalid
from shared.web.app import make_router
from shared.web.fields import Code
from shared.web.paging import Cursor, PageSize, read_cursor, write_cursor

router = make_router("reconciliations")
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]


@router.get("/reconciliations", summary="Các lần đối soát với Cổng, mới nhất trước")
async def reconciliations(
    caller: Looker,
    work: Looking,
    connection: Code | None = None,
    before: Annotated[int | None, Query(ge=1, le=2**63 - 1, description="Số của dòng cuối trang trước")] = None,
    limit: PageSize = 50,
) -> list[ReconciliationOut]:
    """One is made every night of the dossiers accepted in the last 60 days."""
    found = await list_reconciliations(work.connection, connection, before, limit)
    return [ReconciliationOut(**row) for row in found]


@router.post("/reconciliations", status_code=202, summary="Đối soát ngay")
async def ask(caller: Operator, work: Working, portals: Portals, body: ReconciliationIn) -> AskedOut:
    """Made within seconds, beside the telling. Refuses: connection_not_known, period_reversed."""
    if body.connection not in portals:
        raise Invalid("connection_not_known", f"Không có kết nối {body.connection} trong cấu hình")
    if body.to_on < body.from_on:
        raise Invalid("period_reversed", "Ngày cuối phải từ ngày đầu trở đi")
    asked = (body.connection, body.from_on, body.to_on, caller.subject, work.now)
    return AskedOut(number=await work.reconciling.ask(*asked))


@router.get("/reconciliations/{number}", summary="Một lần đối soát và các hồ sơ lệch")
async def reconciliation(
    caller: Looker, work: Looking, number: Number, cursor: Cursor = None, limit: PageSize = 50
) -> ReconciliationWholeOut:
    """Refuses: reconciliation_not_found, cursor_not_valid."""
    after = None
    if cursor:
        lane, what = read_cursor(cursor, 2)
        after = (UUID(lane), str(what))
    told, items = await read_reconciliation(work.connection, number, after, limit + 1)
    page = items[:limit]
    more = write_cursor(page[-1]["lane"], page[-1]["what"]) if len(items) > limit else None
    return ReconciliationWholeOut(**told, items=[DifferenceOut(**item) for item in page], next=more)


@router.post("/lanes/{lane}/retelling", status_code=204, summary="Gửi lại hồ sơ mà Cổng thiếu hoặc lệch")
async def retell(caller: Operator, work: Working, lane: UUID, body: RetellIn) -> None:
    """The last record is told again; where the portal has lost the dossier, a comparison says so and all is told again.

    Refuses: lane_not_found, lane_not_idle, nothing_told.
    """
    await retell_lane(work, lane, body.reason, caller.subject)
