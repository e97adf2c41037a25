"""What our offices are called at the portal."""

from typing import Annotated

from fastapi import Query, Response

from services.portal.dependencies import Looker, Looking, Operator, Portals, Working
from services.portal.repository.offices import Mapped
from services.portal.schemas.agencies import AgenciesIn, AgencyOut, WithoutCodeOut
from services.portal.usecases.map_offices import map_offices
from shared.web.app import make_router
from shared.web.fields import Code
from shared.worktime import legal_day

router = make_router("agencies")


@router.get("/agencies", summary="Mã định danh của các đơn vị ở Cổng")
async def list_agencies(caller: Looker, work: Looking) -> list[AgencyOut]:
    """With those of earlier days."""
    return [AgencyOut.model_validate(row) for row in await work.offices.listed()]


@router.get("/agencies/missing", summary="Đơn vị chưa khai mã định danh, từ một đơn vị trở xuống")
async def list_missing(
    caller: Looker,
    work: Looking,
    under: Annotated[Code, Query(description="Mã đơn vị gốc, ví dụ mã tỉnh")],
    limit: Annotated[int, Query(ge=1, le=1000)] = 500,
) -> list[WithoutCodeOut]:
    """Before a portal is joined: what is received at one of these would wait (`office_not_mapped`)."""
    found = await work.offices.without_code(under, legal_day(work.now), limit)
    return [WithoutCodeOut(**row) for row in found]


@router.put("/agencies", status_code=204, summary="Khai mã định danh của các đơn vị")
async def put_agencies(caller: Operator, work: Working, portals: Portals, body: AgenciesIn) -> Response:
    """All or none; what waited for a code is told at once. Codes are those of QĐ 20/2020 and QCVN 102:2016.

    Refuses: agency_code_not_valid, agency_entries_contradict, connection_not_known.
    """
    mapped = [Mapped(each.office, each.valid_from, each.connection, each.new, each.old) for each in body.items]
    await map_offices(work, mapped, portals.keys(), caller.subject)
    return Response(status_code=204)
