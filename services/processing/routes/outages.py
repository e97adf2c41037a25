"""The log of outages, which causes of lateness refer to."""

from typing import Annotated, Any

from fastapi import Query

from services.processing.dependencies import Consulting, Leader, Reader, Working
from services.processing.queries.outages import outages
from services.processing.repository.outages import Outage
from services.processing.schemas.outages import OutageIn, OutageOut
from shared.web.app import make_router
from shared.web.paging import PageSize

router = make_router("outages")


@router.post("/outages", status_code=201, response_model=OutageOut, summary="Ghi một sự cố hệ thống")
async def note_outage(caller: Leader, work: Working, body: OutageIn) -> Any:
    """Never changed afterwards; a wrong entry is followed by a right one. Refuses `outage_not_valid`."""
    outage = Outage(body.system, body.from_at, body.until_at, body.note)
    number = await work.outages.add(outage, caller.subject, work.now)
    return OutageOut(number=number, recorded_at=work.now, recorded_by=caller.subject, **body.model_dump())


@router.get("/outages", response_model=list[OutageOut], summary="Nhật ký sự cố hệ thống")
async def list_outages(
    caller: Reader,
    work: Consulting,
    before: Annotated[int | None, Query(ge=1, le=2**31 - 1, description="Số sự cố của trang trước")] = None,
    limit: PageSize = 50,
) -> Any:
    """Newest first."""
    return [OutageOut.model_validate(entry) for entry in await outages(work.connection, before, limit)]
