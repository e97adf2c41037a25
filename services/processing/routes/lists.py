"""Dossiers by due date, page by page."""

from typing import Annotated, Any

from fastapi import Depends, Query

from services.processing.dependencies import Consulting, Reader
from services.processing.queries.worklist import Sought, worklist
from services.processing.routes.places import read_place, write_place
from services.processing.schemas.acts import Account
from services.processing.schemas.dossiers import WorklistEntryOut, WorklistOut
from services.processing.schemas.routes import ProcedureCode
from shared.contracts.states import OPEN, State
from shared.web.app import make_router
from shared.web.fields import Code, Day
from shared.web.paging import Cursor, PageSize

router = make_router("dossiers")


async def _sought(
    office: Annotated[Code | None, Query(description="Đơn vị, gồm cả các đơn vị bên dưới")] = None,
    desk: Annotated[Code | None, Query(description="Bộ phận một cửa đã tiếp nhận; thay cho office")] = None,
    state: Annotated[State | None, Query(description="Trạng thái; để trống là các hồ sơ đang mở")] = None,
    due_before: Annotated[Day | None, Query(description="Hạn trả trước ngày này")] = None,
    procedure: Annotated[ProcedureCode | None, Query(description="Mã thủ tục")] = None,
    assignee: Annotated[Account | None, Query(description="Tài khoản đang giữ một bước")] = None,
    ended_before: Annotated[Day | None, Query(description="Đã có kết quả trước ngày này")] = None,
) -> Sought:
    states = (state.value,) if state else tuple(sorted(OPEN))
    return Sought(office, desk, states, due_before, procedure, assignee, ended_before)


@router.get("/dossiers", response_model=WorklistOut, summary="Danh sách hồ sơ theo hạn trả")
async def list_dossiers(
    caller: Reader,
    work: Consulting,
    sought: Annotated[Sought, Depends(_sought)],
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> Any:
    """Earliest due first, without a due date last. Refuses `office_not_found`, `cursor_not_valid`."""
    after = read_place(cursor) if cursor else None
    entries = await worklist(work.connection, sought, visible_to=caller.offices, after=after, limit=limit + 1)
    page = entries[:limit]
    following = write_place(page[-1].place) if len(entries) > limit else None
    listed = [WorklistEntryOut.model_validate(entry) for entry in page]
    return WorklistOut(dossiers=listed, next=following, as_of=work.now)
