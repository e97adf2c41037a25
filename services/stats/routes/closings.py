"""Closing a period, and what it would say today beside what it said."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query

from services.stats.dependencies import Closer, FigureReader, Now
from services.stats.domain.closing import Closing
from services.stats.domain.period import Period
from services.stats.queries.closings import closing_of, closings_below
from services.stats.queries.question import question_about
from services.stats.routes.dossier_pages import place_of
from services.stats.schemas.closings import (
    ChangedFiguresOut,
    ClosingIn,
    ClosingOut,
    ClosingsOut,
    ReportedPartsOut,
    RestatementOut,
)
from services.stats.unit_of_work import Work
from services.stats.usecases.close_period import close_period
from services.stats.usecases.restate_period import restate_period
from shared.web.app import make_router
from shared.web.fields import Code
from shared.web.paging import Cursor, PageSize, read_cursor, write_cursor
from shared.web.transaction import Reading, Transaction

router = make_router("closings")


@router.post("/closings", summary="Chốt số liệu của một kỳ", response_model=ClosingOut, status_code=201)
async def close(caller: Closer, connection: Transaction, now: Now, body: ClosingIn) -> Any:
    """Freezes the figures of an office and a period that is over. What is learnt later is shown beside them.

    Refuses: office_not_found, period_reversed, period_not_over, already_closed (409: say why it is issued again),
    nothing_to_reissue, role_not_allowed (403).
    """
    question = await question_about(connection, caller, body.office, Period(body.from_on, body.to_on), now)
    return _out(await close_period(Work(connection), caller, question, body.reason))


@router.get("/closings", summary="Các kỳ đã chốt", response_model=ClosingsOut)
async def read_closings(
    caller: FigureReader,
    connection: Reading,
    office: Annotated[Code, Query(description="Mã đơn vị; tính cả mọi đơn vị bên dưới")],
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> Any:
    """The latest period first. Refuses: cursor_not_valid."""
    after = place_of(cursor)
    found = await closings_below(connection, office, visible_to=caller.offices, after=after, limit=limit + 1)
    page = found[:limit]
    more = write_cursor(page[-1].to_on, page[-1].id) if len(found) > limit else None
    return {"items": [_out(each) for each in page], "next": more}


@router.get("/closings/{id}", summary="Kỳ đã chốt: đã báo cáo và nay biết", response_model=RestatementOut)
async def read_restatement(caller: FigureReader, connection: Reading, now: Now, id: UUID) -> Any:
    """As reported, as known now, and how much of the difference which dossiers make. Refuses: closing_not_found."""
    told = await restate_period(connection, caller, id, now)
    return {
        "closing": _out(told.closing),
        "reported": told.figures.reported,
        "known_now": told.figures.known_now,
        "by_dossiers": {name: n for name, n in told.figures.by_dossiers.items() if n},
        "unexplained": {name: n for name, n in told.figures.unexplained.items() if n},
        "dossiers": len(told.changed),
    }


@router.get("/closings/{id}/dossiers", summary="Hồ sơ làm nên chênh lệch", response_model=ChangedFiguresOut)
async def read_changed(
    caller: FigureReader,
    connection: Reading,
    now: Now,
    id: UUID,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> Any:
    """Dossiers and filings learnt of after the cut, each with what it changes. Refuses: closing_not_found,
    cursor_not_valid."""
    told = await restate_period(connection, caller, id, now)
    after = str(read_cursor(cursor, 1)[0]) if cursor else ""
    left = [each for each in told.changed if str(each.id) > after]
    page = left[:limit]
    more = write_cursor(page[-1].id) if len(left) > limit else None
    return {"items": page, "total": len(told.changed), "next": more}


@router.get("/closings/{id}/parts", summary="Số liệu đã báo cáo theo cấp và lĩnh vực", response_model=ReportedPartsOut)
async def read_parts(caller: FigureReader, connection: Reading, id: UUID) -> Any:
    """As reported, frozen. Refuses: closing_not_found."""
    return {"items": (await closing_of(connection, id, visible_to=caller.offices)).parts}


def _out(closing: Closing) -> dict[str, Any]:
    c = closing
    return {
        **{name: getattr(c, name) for name in ("id", "office", "issue", "reason", "positions", "figures")},
        "period": {"from_on": c.from_on, "to_on": c.to_on},
        "closed_at": c.closed_at,
        "closed_by": c.closed_by,
    }
