"""Routes of procedures: published by offices for themselves, read by everyone who works on dossiers."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Response

from services.processing.dependencies import Consulting, Publisher, Reader, Working
from services.processing.schemas.routes import ProcedureCode, RouteIn, RouteOut
from services.processing.usecases.publish_route import publish_route
from shared.web.app import make_router
from shared.web.paging import PageSize

router = make_router("routes")


@router.post("/routes", status_code=201, response_model=RouteOut, summary="Ban hành quy trình nội bộ")
async def publish(caller: Publisher, work: Working, body: RouteIn, response: Response) -> Any:
    """Holds for what is accepted from `valid_from` on; earlier dossiers keep their own.

    Refuses `route_not_valid` (also where the stages together pass `limit`), `office_not_found`, `out_of_reach`.
    """
    published = body.as_published(caller.subject, work.now)
    await publish_route(work, caller, published)
    response.headers["Location"] = f"/routes/{published.route.id}"
    return RouteOut.of(published)


@router.get("/routes", response_model=list[RouteOut], summary="Các quy trình đã ban hành")
async def list_routes(
    caller: Reader,
    work: Consulting,
    procedure: Annotated[ProcedureCode | None, Query(description="Mã thủ tục")] = None,
    limit: PageSize = 50,
) -> Any:
    """The procedures' own before the general ones, newest first."""
    found = await work.routes.list(visible_to=caller.offices, procedure=procedure, limit=limit)
    return [RouteOut.of(published) for published in found]


@router.get("/routes/{route_id}", response_model=RouteOut, summary="Một quy trình")
async def read_route(_: Reader, work: Consulting, route_id: UUID) -> Any:
    """Refuses `route_not_found`."""
    return RouteOut.of(await work.routes.find(route_id))
