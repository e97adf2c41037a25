"""What if a limit were shorter: the on-time share it would have had, and the dossiers it would have made late."""

from typing import Annotated, Any

from fastapi import Query

from services.stats.dependencies import Asked, CompleteTo
from services.stats.routes.dossier_pages import place_of
from services.stats.schemas.limits import LimitsOut, NewlyLateOut, SlowDossierOut
from services.stats.usecases.open_newly_late import open_newly_late
from services.stats.usecases.try_limits import try_limits
from shared.web.app import make_router
from shared.web.fields import Code
from shared.web.paging import Cursor, PageSize, write_cursor
from shared.web.transaction import Reading

router = make_router("what if")
AskedProcedure = Annotated[Code, Query(description="Mã thủ tục")]


@router.get("/what-if/limits", summary="Nếu rút ngắn thời hạn của một thủ tục", response_model=LimitsOut)
async def read_limits(question: Asked, complete_to: CompleteTo, connection: Reading, procedure: AskedProcedure) -> Any:
    """For each limit from 0 working days up, and the shortest ones that keep 95, 99 and 99.9 %.

    From the dossiers that ended in the period. Time in working days of the national calendar, net of the waits for
    the applicant; whoever had a limit in hours is left out, with the count. People may work faster when they must:
    this says what the past shows, not what a shorter limit would bring.

    Refuses: office_not_found (also: out of reach), period_reversed, role_not_allowed (403).
    """
    return LimitsOut.of(question, procedure, await try_limits(connection, question, procedure), complete_to)


@router.get("/what-if/limits/dossiers", summary="Hồ sơ sẽ thành trễ hạn", response_model=NewlyLateOut)
async def read_newly_late(
    question: Asked,
    connection: Reading,
    procedure: AskedProcedure,
    limit_days: Annotated[int, Query(ge=0, le=1000, description="Thời hạn mới, ngày làm việc")],
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> Any:
    """In order of acceptance. Refuses as above, and cursor_not_valid."""
    after = place_of(cursor)
    opened = await open_newly_late(connection, question, procedure, limit_days, after=after, limit=limit)
    last = opened.dossiers[-1] if opened.has_more else None
    return NewlyLateOut(
        limit_days=limit_days,
        total=opened.total,
        items=[SlowDossierOut.of(dossier) for dossier in opened.dossiers],
        next=write_cursor(last.accepted_on, last.id) if last else None,
    )
