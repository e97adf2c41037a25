"""D: the head's board: what is late below him, what waits for his signature, unit by unit, worst first."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.desk.clients.board import board_of
from services.desk.clients.offices import office as read_office
from services.desk.dependencies import Visiting
from services.desk.presenters.board import FEW, figures_of, rows_of
from services.desk.presenters.written import instant
from shared.callers import Role
from shared.worktime import legal_day

router = APIRouter()


@router.get("/dieu-hanh")
async def board(
    visit: Visiting,
    office: Annotated[str, Query(alias="don-vi", max_length=60)] = "",
    tv: Annotated[str, Query(max_length=1)] = "",
    ca: Annotated[str, Query(max_length=1)] = "",
) -> Response:
    """`tv=1`: large figures for a wall, without units' names or acts; `ca=1`: every unit."""
    visit.must_be(Role.LEADER, Role.MONITOR)
    code = office or visit.person.offices[0]
    place = await read_office(visit.intake, code)
    found = await board_of(visit.processing, visit.stats, code, legal_day(visit.desk.clock.now()))
    rows = rows_of(found)
    return visit.page(
        "wall.html" if tv else "board.html",
        place=place,
        offices=visit.person.offices,
        figures=figures_of(found, code),
        rows=rows if ca else [row for row in rows if not row.is_empty][:FEW],
        count=len(rows),
        empty_count=sum(row.is_empty for row in rows),
        is_calm=not found.counts["urgency"].get("overdue", 0),
        is_away=found.month is None,
        as_of=instant(found.as_of),
        own_keys=["F4"],
    )
