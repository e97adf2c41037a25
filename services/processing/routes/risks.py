"""Which open dossiers others like them were late from: the morning list, and counts for who oversees many offices."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import Depends, Query

from services.processing.dependencies import Consulting, Reader, may_read_notes
from services.processing.queries.risk_counts import risk_counts
from services.processing.queries.risks import riskiest
from services.processing.queries.risks_told import RisksAsked
from services.processing.routes.places import (
    read_risk_count_place,
    read_risk_place,
    write_risk_count_place,
    write_risk_place,
)
from services.processing.schemas.risks import RiskCountOut, RiskCountsOut, RisksOut, RiskyOut
from services.processing.schemas.routes import ProcedureCode
from shared.web.app import make_router
from shared.web.fields import Code
from shared.web.paging import Cursor, PageSize
from shared.worktime import legal_day

router = make_router("risks")


async def _asked(
    work: Consulting,
    office: Annotated[Code | None, Query(description="Đơn vị, gồm cả các đơn vị bên dưới")] = None,
    procedure: Annotated[ProcedureCode | None, Query(description="Mã thủ tục")] = None,
) -> RisksAsked:
    return RisksAsked(work.now, work.practice.enough, office, None, procedure)


Asked = Annotated[RisksAsked, Depends(_asked)]


@router.get("/risks", response_model=RisksOut, summary="Hồ sơ dễ trễ nhất")
async def list_risks(
    caller: Reader,
    work: Consulting,
    asked: Asked,
    agency: Annotated[Code | None, Query(description="Cơ quan giải quyết, riêng đơn vị này")] = None,
    at_least: Annotated[int, Query(ge=0, le=100, description="Từng này phần trăm hồ sơ tương tự đã trễ")] = 0,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> Any:
    """In term, not waiting, most likely first; those of which nothing can be said are not among them.

    A warning for people, never a decision (NĐ 309/2026). A monitor is not told whose work it is. Refuses
    `office_not_found`, `office_too_wide`, `cursor_not_valid`.
    """
    found = await riskiest(
        work.connection,
        replace(asked, agency=agency),
        at_least,
        visible_to=caller.offices,
        after=read_risk_place(cursor) if cursor else None,
        limit=limit + 1,
    )
    following = write_risk_place(found[limit - 1].place) if len(found) > limit else None
    today = legal_day(work.now)
    shown = found[:limit] if may_read_notes(caller) else [replace(each, assignee=None) for each in found[:limit]]
    return RisksOut(dossiers=[RiskyOut.of(risky, today) for risky in shown], next=following)


@router.get("/risks/counts", response_model=RiskCountsOut, summary="Nơi dễ trễ nhất")
async def count_risks(
    caller: Reader,
    work: Consulting,
    asked: Asked,
    by: Annotated[Literal["office", "procedure"], Query(description="Theo cơ quan giải quyết, hay theo thủ tục")],
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> Any:
    """By office or by procedure, most that is likely late first; each count opens just the dossiers it counted.

    Refuses `office_not_found`, `cursor_not_valid`.
    """
    found = await risk_counts(
        work.connection,
        asked,
        by,
        visible_to=caller.offices,
        after=read_risk_count_place(cursor) if cursor else None,
        limit=limit + 1,
    )
    following = write_risk_count_place(found[limit - 1].place) if len(found) > limit else None
    return RiskCountsOut(
        as_of=work.now, counts=[RiskCountOut.of(each, by, asked) for each in found[:limit]], next=following
    )
