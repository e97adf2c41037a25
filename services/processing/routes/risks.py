"""The morning list: which open dossiers others like them were late from."""

from typing import Annotated, Any

from fastapi import Query

from services.processing.dependencies import Consulting, Official
from services.processing.queries.risks import riskiest
from services.processing.routes.places import read_risk_place, write_risk_place
from services.processing.schemas.risks import RisksOut, RiskyOut
from shared.web.app import make_router
from shared.web.fields import Code
from shared.web.paging import Cursor, PageSize
from shared.worktime import legal_day

router = make_router("risks")


@router.get("/risks", response_model=RisksOut, summary="Hồ sơ dễ trễ nhất")
async def list_risks(
    caller: Official,
    work: Consulting,
    office: Annotated[Code | None, Query(description="Đơn vị, gồm cả các đơn vị bên dưới")] = None,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> Any:
    """In term, not waiting, most likely first; those of which nothing can be said are not among them.

    A warning for people, never a decision (NĐ 309/2026). Refuses `office_not_found`, `office_too_wide`,
    `cursor_not_valid`.
    """
    found = await riskiest(
        work.connection,
        work.now,
        work.practice.enough,
        visible_to=caller.offices,
        office=office,
        after=read_risk_place(cursor) if cursor else None,
        limit=limit + 1,
    )
    following = write_risk_place(found[limit - 1].place) if len(found) > limit else None
    today = legal_day(work.now)
    return RisksOut(dossiers=[RiskyOut.of(risky, today) for risky in found[:limit]], next=following)
