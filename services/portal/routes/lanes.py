"""What is owed to the portals: sums, lists, one lane, and what a person decides about it."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query, Response

from services.portal.dependencies import Deliveries, Looker, Looking, Operator, Portals, Reaches, Working
from services.portal.domain.outbound.gate import GAP_NAMES, Gap
from services.portal.domain.outbound.lane import EntryState, LaneState
from services.portal.queries.lanes import LanesSought, count_lanes, list_gaps, list_lanes, read_lane
from services.portal.schemas.files import ReachOut
from services.portal.schemas.lanes import (
    ConnectionOut,
    DecisionIn,
    EntryCountOut,
    GapOut,
    LaneLineOut,
    LaneListOut,
    LaneOut,
    StateCountOut,
)
from services.portal.usecases.decide_lane import decide_lane
from shared.errors import NotFound
from shared.web.app import make_router
from shared.web.fields import Code
from shared.web.paging import Cursor, PageSize, read_cursor, write_cursor

router = make_router("lanes")
LanePath = Annotated[str, Path(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9._\-]+$")]


@router.get("/connections", summary="Các kết nối Cổng: đang gửi hay tạm ngừng, còn nợ bao nhiêu")
async def list_connections(
    caller: Looker, work: Looking, deliveries: Deliveries, reaches: Reaches
) -> list[ConnectionOut]:
    """Empty where no portal is configured."""
    lanes, heads, entries = await count_lanes(work.connection)
    fetched = await work.procedures.runs()
    return [
        ConnectionOut(
            connection=name,
            kind=delivery.connection.kind,
            circuit=delivery.circuit.state(work.now).value,
            catalogue_at=fetched.get(name),
            links=ReachOut.model_validate(reaches[name].reach),
            lanes=[StateCountOut(**_but_name(row)) for row in lanes if row["connection"] == name],
            heads=[StateCountOut(**_but_name(row)) for row in heads if row["connection"] == name],
            entries=[EntryCountOut(**_but_name(row)) for row in entries if row["connection"] == name],
        )
        for name, delivery in deliveries.items()
    ]


@router.post("/connections/{connection}/catalogue", status_code=202, summary="Lấy lại danh mục thủ tục của Cổng")
async def fetch_catalogue_anew(caller: Operator, work: Working, portals: Portals, connection: Code) -> Response:
    """Within seconds, without waiting for the night: after the portal renamed a procedure, say.

    Refuses: connection_not_known.
    """
    if connection not in portals:
        raise NotFound("connection_not_known", f"Không có kết nối {connection} trong cấu hình")
    await work.procedures.fetch_anew(connection)
    return Response(status_code=202)


@router.get("/lanes", summary="Các làn gửi, có việc mới nhất trước")
async def lanes(
    caller: Looker,
    work: Looking,
    connection: Code | None = None,
    state: Annotated[list[LaneState] | None, Query(description="Trạng thái của làn; lặp lại được")] = None,
    entry: Annotated[EntryState | None, Query(description="Trạng thái của mục đứng đầu")] = None,
    code: Annotated[Code | None, Query(description="Mã lý do của mục đứng đầu")] = None,
    desk: Annotated[Code | None, Query(description="Nơi tiếp nhận")] = None,
    procedure: Code | None = None,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> LaneListOut:
    """Keyset pages. Refuses: cursor_not_valid."""
    states = [each.value for each in state or LaneState]
    after = None
    if cursor:
        at, id_ = read_cursor(cursor, 2)
        after = (datetime.fromisoformat(at), UUID(id_))
    sought = LanesSought(connection, states, code, entry, desk, procedure)
    found = await list_lanes(work.connection, sought, after, limit + 1)
    page = found[:limit]
    more = write_cursor(page[-1].newest_at.isoformat(), page[-1].id) if len(found) > limit else None
    return LaneListOut(items=[LaneLineOut.model_validate(line) for line in page], next=more)


@router.get("/gaps", summary="Chất lượng dữ liệu: còn thiếu gì để gửi được, bao nhiêu hồ sơ đang chờ")
async def gaps(caller: Looker, work: Looking) -> list[GapOut]:
    """By how many lanes wait. Nothing of these was sent, nothing of them is lost."""
    return [GapOut(name=GAP_NAMES[Gap(row["code"])], **row) for row in await list_gaps(work.connection)]


@router.get("/lanes/{lane}", summary="Một làn: từng mục đã, đang và chưa gửi")
async def lane_whole(caller: Looker, work: Looking, lane: LanePath) -> LaneOut:
    """By id, our dossier code or the portal's. Refuses: lane_not_found."""
    return LaneOut.model_validate(await read_lane(work.connection, lane))


@router.post("/lanes/{lane}/decisions", status_code=204, summary="Gửi lại, bỏ qua, hay xác nhận Cổng đã có")
async def decide(caller: Operator, work: Working, lane: UUID, body: DecisionIn) -> None:
    """Kept with reason and name. Refuses: lane_not_found, lane_busy, entry_moved_on, entry_needs_nobody."""
    await decide_lane(work, lane, body.seq, body.decision, body.reason, caller.subject)


def _but_name(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "connection"}
