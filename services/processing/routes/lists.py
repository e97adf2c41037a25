"""Dossiers by due date, page by page."""

from typing import Annotated, Any

from fastapi import Depends, Query

from services.processing.dependencies import Consulting, Reader
from services.processing.domain.desk_hours import USUAL_TIME
from services.processing.domain.remaining import Remaining, Urgency, remaining
from services.processing.domain.step_time import Moment
from services.processing.queries.worklist import Sought, WorklistEntry, count_worklist, worklist
from services.processing.routes.places import read_place, write_place
from services.processing.schemas.acts import Account
from services.processing.schemas.dossiers import WorklistCountsOut, WorklistEntryOut, WorklistOut
from services.processing.schemas.routes import ProcedureCode
from services.processing.unit_of_work.work import Work
from shared.contracts.states import OPEN, State
from shared.contracts.terms import CountsBy
from shared.web.app import make_router
from shared.web.fields import Code, Day
from shared.web.paging import Cursor, PageSize
from shared.worktime.working_time import WorkingTime

router = make_router("dossiers")


async def _sought(
    office: Annotated[Code | None, Query(description="Đơn vị, gồm cả các đơn vị bên dưới")] = None,
    desk: Annotated[Code | None, Query(description="Bộ phận một cửa đã tiếp nhận; thay cho office")] = None,
    state: Annotated[
        list[State] | None, Query(max_length=len(State), description="Trạng thái; để trống là các hồ sơ đang mở")
    ] = None,
    due_before: Annotated[Day | None, Query(description="Hạn trả trước ngày này")] = None,
    procedure: Annotated[ProcedureCode | None, Query(description="Mã thủ tục")] = None,
    assignee: Annotated[Account | None, Query(description="Tài khoản đang giữ một bước")] = None,
    urgency: Annotated[Urgency | None, Query(description="Tình trạng hạn của hồ sơ đang mở")] = None,
    without_register: Annotated[bool, Query(description="Không kể hồ sơ của sổ cũ đã nạp")] = False,
    ended_before: Annotated[Day | None, Query(description="Đã có kết quả trước ngày này")] = None,
    direct: Annotated[bool, Query(description="Không kể các đơn vị bên dưới")] = False,
    waiting_before: Annotated[
        Day | None, Query(description="Đang chờ người nộp (dừng tính giờ) từ trước ngày này")
    ] = None,
) -> Sought:
    states = tuple(sorted(set(state))) if state else tuple(sorted(OPEN))
    narrowed = (due_before, procedure, assignee, urgency, without_register, ended_before, direct, waiting_before)
    return Sought(office, desk, states, *narrowed)


Wanted = Annotated[Sought, Depends(_sought)]


@router.get("/dossiers", response_model=WorklistOut, summary="Danh sách hồ sơ theo hạn trả")
async def list_dossiers(
    caller: Reader,
    work: Consulting,
    sought: Wanted,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> Any:
    """Earliest due first, without a due date last. Refuses `office_not_found`, `cursor_not_valid`."""
    after = read_place(cursor) if cursor else None
    entries = await worklist(work.connection, sought, work.now, visible_to=caller.offices, after=after, limit=limit + 1)
    page = entries[:limit]
    following = write_place(page[-1].place) if len(entries) > limit else None
    times = await work.offices.times({entry.desk for entry in page})
    listed = [WorklistEntryOut.of(entry, _left(entry, work, times.get(entry.desk, USUAL_TIME))) for entry in page]
    return WorklistOut(dossiers=listed, next=following, as_of=work.now)


@router.get("/dossiers/counts", response_model=WorklistCountsOut, summary="Số hồ sơ theo trạng thái và theo hạn")
async def count_dossiers(caller: Reader, work: Consulting, sought: Wanted) -> Any:
    """Of the list under the same filters, each count equal to the list that is filtered by it as well.

    `urgency` counts those that are open. Refuses `office_not_found`.
    """
    counts = await count_worklist(work.connection, sought, work.now, visible_to=caller.offices)
    total = counts["all"].get("all", 0)
    return WorklistCountsOut(total=total, state=counts["state"], urgency=counts["urgency"], as_of=work.now)


def _left(entry: WorklistEntry, work: Work, time: WorkingTime) -> Remaining | None:
    if entry.ended_at:
        return None
    due = Moment(entry.due_at, entry.due_on, CountsBy(entry.counts_by)) if entry.due_at and entry.due_on else None
    return remaining(due, work.now, time, is_waiting=entry.is_waiting)
