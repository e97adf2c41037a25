"""Desks: the agencies they serve, and who takes which field there."""

from typing import Annotated

from fastapi import Query, Response

from services.intake.dependencies import CurrentClock, CurrentWork, DutyGiver, NamePath, Organiser
from services.intake.domain.organisation.desk_duty import in_force
from services.intake.domain.organisation.office import Office
from services.intake.domain.organisation.reach import must_reach
from services.intake.queries.organisation.desks import agencies_of
from services.intake.queries.organisation.offices import find_office
from services.intake.repository.organisation.desks import Desks
from services.intake.schemas.organisation.organisation import (
    AgenciesOut,
    AgencyIn,
    AgencyOut,
    DutiesOut,
    DutyIn,
    DutyOut,
    EndIn,
    as_duty,
)
from services.intake.unit_of_work.work import Work
from services.intake.usecases.organisation.assign_duty import assign_duty
from services.intake.usecases.organisation.end_service import end_service
from services.intake.usecases.organisation.serve_agency import serve_agency
from shared.callers import Caller
from shared.db.database import Connection
from shared.ids import new_id
from shared.web.app import make_router
from shared.web.caller import CurrentCaller
from shared.web.fields import Day, Text
from shared.web.transaction import Reading
from shared.worktime import legal_day

router = make_router("desks")
_KNOWN = "Đã có đúng như vậy, không đổi gì"


async def _desk_in_reach(work: Work, name: str, caller: Caller) -> Office:
    desk = await find_office(work.connection, name, legal_day(work.now))
    must_reach(caller, desk.path)
    return desk


@router.get("/offices/{name}/agencies", summary="Các cơ quan mà bộ phận một cửa phục vụ")
async def read_agencies(
    name: NamePath,
    _: CurrentCaller,
    connection: Reading,
    clock: CurrentClock,
    on: Annotated[Day | None, Query(description="Ngày nào; mặc định hôm nay")] = None,
    history: Annotated[bool, Query(description="Cả những lần đã kết thúc")] = False,
) -> AgenciesOut:
    """Departments, tax, treasury and others at the same desk. Refuses: office_not_found."""
    today = legal_day(clock.now())
    desk = await find_office(connection, name, today)
    return await _agencies(connection, desk, None if history else on or today)


async def _agencies(connection: Connection, desk: Office, on: Day | None) -> AgenciesOut:
    found = await agencies_of(connection, desk.code, on)
    return AgenciesOut(desk=desk.code, items=[AgencyOut.of(served) for served in found])


@router.post(
    "/offices/{name}/agencies",
    status_code=201,
    summary="Thêm một cơ quan được phục vụ",
    responses={200: {"model": AgenciesOut, "description": _KNOWN}},
)
async def add_agency(
    name: NamePath, body: AgencyIn, caller: Organiser, work: CurrentWork, response: Response
) -> AgenciesOut:
    """Refuses: office_not_found, office_out_of_reach (403), office_not_in_force, validity_reversed,
    desk_serves_itself, agency_already_served (409).
    """
    desk = await _desk_in_reach(work, name, caller)
    first = body.valid_from or legal_day(work.now)
    agency = await find_office(work.connection, body.agency, first)
    if not await serve_agency(work, desk, agency, first, body.valid_to):
        response.status_code = 200
    return await _agencies(work.connection, desk, None)


@router.post("/offices/{name}/agencies/{agency}/end", summary="Thôi phục vụ một cơ quan")
async def end_agency(
    name: NamePath, agency: NamePath, body: EndIn, caller: Organiser, work: CurrentWork
) -> AgenciesOut:
    """The last service of the agency ends with that day. Refuses: office_not_found, office_out_of_reach (403),
    agency_not_served, validity_reversed.
    """
    desk = await _desk_in_reach(work, name, caller)
    await end_service(work, desk, await find_office(work.connection, agency, body.last_on), body.last_on)
    return await _agencies(work.connection, desk, None)


@router.get("/offices/{name}/duties", summary="Ai phụ trách lĩnh vực nào ở bộ phận một cửa")
async def read_duties(
    name: NamePath,
    _: CurrentCaller,
    connection: Reading,
    clock: CurrentClock,
    field: Annotated[Text | None, Query(description="Chỉ người nhận lĩnh vực này, không cần dấu")] = None,
    on: Annotated[Day | None, Query(description="Ngày nào; mặc định hôm nay")] = None,
    history: Annotated[bool, Query(description="Mọi lần phân công, cả đã hết")] = False,
) -> DutiesOut:
    """In force that day: those with the primary duty first, then secondary. Refuses: office_not_found."""
    today = legal_day(clock.now())
    desk = await find_office(connection, name, today)
    acts = await Desks(connection).duties(desk.code)
    held = acts if history else in_force(acts, on or today)
    items = [DutyOut.of(duty) for duty in held if field is None or duty.covers(field)]
    return DutiesOut(desk=desk.code, on=None if history else on or today, items=items)


@router.post(
    "/offices/{name}/duties",
    status_code=201,
    summary="Phân công phụ trách một nhóm lĩnh vực",
    responses={200: {"model": DutyOut, "description": _KNOWN}},
)
async def add_duty(name: NamePath, body: DutyIn, caller: DutyGiver, work: CurrentWork, response: Response) -> DutyOut:
    """A change is a new act from its day on; what was decided before stays readable.

    Refuses: office_not_found, office_out_of_reach (403), validity_reversed, fields_missing.
    """
    desk = await _desk_in_reach(work, name, caller)
    duty, is_new = await assign_duty(work, as_duty(body, new_id(), desk.code, caller.subject, work.now))
    response.status_code = 201 if is_new else 200
    return DutyOut.of(duty)
