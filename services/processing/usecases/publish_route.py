"""Publishes a route for one procedure, or for all, in one office and below, or everywhere."""

from services.processing.domain.desk_hours import USUAL_TIME
from services.processing.domain.route import AGENCY, DESK, PublishedRoute
from services.processing.domain.route_checks import must_hang_together
from services.processing.unit_of_work.work import Work
from shared.callers import Caller
from shared.errors import Forbidden, NotFound


async def publish_route(work: Work, caller: Caller, published: PublishedRoute) -> None:
    """For what is accepted from its first day on; what was accepted before keeps its own.

    Refuses `route_not_valid`, `office_not_found`, `out_of_reach`.
    """
    stages = published.route.stages
    named = {stage.seat for stage in stages} - {DESK, AGENCY}
    offices = named | ({published.office} if published.office else set())
    known = await work.offices.known(offices)
    if unknown := sorted(offices - known.keys()):
        raise NotFound("office_not_found", f"Không có đơn vị {unknown[0]}")
    path = known[published.office][1] if published.office else ()
    if not caller.reaches(path) and "VN" not in caller.offices:
        raise Forbidden("out_of_reach", "Quy trình chỉ ban hành được cho đơn vị trong phạm vi của anh/chị")
    times = await work.offices.times([published.office] if published.office else [])
    time = times.get(published.office or "", USUAL_TIME)
    must_hang_together(stages, published.limit, published.valid_from, time)
    await work.routes.add(published)
