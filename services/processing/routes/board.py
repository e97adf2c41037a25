"""The board of a head: unit by unit, what is open, late and due today."""

from typing import Annotated, Any

from fastapi import Query

from services.processing.dependencies import Consulting, Reader
from services.processing.domain.desk_hours import USUAL_TIME
from services.processing.queries.board import BoardRow, board_of
from services.processing.schemas.board import BoardOut, BoardRowOut
from services.processing.unit_of_work.work import Work
from shared.web.app import make_router
from shared.web.fields import Code
from shared.worktime import legal_day
from shared.worktime.working_span import working_minutes

router = make_router("board")
_WORKING_DAY = 8 * 60  # minutes: silence is counted in working time, so that no weekend looks like a failure


@router.get("/board", response_model=BoardOut, summary="Bảng các đơn vị")
async def read_board(
    caller: Reader, work: Consulting, office: Annotated[Code, Query(description="Đơn vị cấp trên")]
) -> Any:
    """Each number is that of `/dossiers/counts` of the unit; of the office itself with `direct=true`.

    Refuses `office_not_found`.
    """
    rows = await board_of(work.connection, office, work.now, visible_to=caller.offices)
    return BoardOut(office=office, units=[_told(row, work) for row in rows], as_of=work.now)


def _told(row: BoardRow, work: Work) -> BoardRowOut:
    days = USUAL_TIME.calendar.working_days_between
    late = row.oldest_late_at and max(0, days(legal_day(row.oldest_late_at), legal_day(work.now)))
    at = row.last_work_at
    silent = at is None or working_minutes(at, work.now, USUAL_TIME) > _WORKING_DAY
    return BoardRowOut.model_validate(row).model_copy(update={"oldest_late_days": late, "is_silent": silent})
