"""Organisations: look up, search, register, change hours."""

from typing import Annotated

from fastapi import Query, Response

from services.intake.dependencies import CurrentClock, CurrentShelf, CurrentWork, NamePath, Organiser
from services.intake.domain.organisation.office import Office, OfficeKind
from services.intake.domain.organisation.reach import must_reach
from services.intake.queries.organisation.offices import aliases_of, find_desk, find_office, hours_acts, list_offices
from services.intake.routes.cursors import code_cursor
from services.intake.schemas.organisation.offices import HoursIn, OfficeIn, OfficeLine, OfficeOut
from services.intake.schemas.parts import OfficeCode, Page
from services.intake.usecases.organisation.change_hours import change_hours
from services.intake.usecases.organisation.register_office import register_office
from shared.contracts.terms import Level
from shared.db.database import Connection
from shared.web.app import make_router
from shared.web.caller import CurrentCaller
from shared.web.fields import Day, Text
from shared.web.paging import Cursor, PageSize, write_cursor
from shared.web.transaction import Reading
from shared.worktime import legal_day

router = make_router("offices")


async def _whole(connection: Connection, office: Office) -> OfficeOut:
    acts = (await hours_acts(connection, [office.code])).get(office.code, [])
    return OfficeOut.whole(office, await aliases_of(connection, office.code), acts)


@router.get("/offices/{name}", summary="Một đơn vị, theo mã hoặc tên gọi khác")
async def read_office(
    name: NamePath,
    _: CurrentCaller,
    connection: Reading,
    clock: CurrentClock,
    on: Annotated[
        Day | None, Query(description="Ngày mà mã có nghĩa (mặc định hôm nay): 15 là Yên Bái rồi Lào Cai")
    ] = None,
) -> OfficeOut:
    """By code, then by the alias valid that day; `H62.19` and `000.00.19.H62` are one unit. With `on`, a code that
    went over to another unit means the one that bears it that day.

    Refuses: office_not_found.
    """
    find = find_desk if on else find_office
    office = await find(connection, name, on or legal_day(clock.now()))
    return await _whole(connection, office)


@router.get("/offices", summary="Tìm đơn vị")
async def search_offices(
    _: CurrentCaller,
    connection: Reading,
    clock: CurrentClock,
    q: Annotated[Text | None, Query(description="Một phần tên, có dấu hay không, hoặc đầu mã")] = None,
    parent: Annotated[OfficeCode | None, Query(description="Đơn vị cấp trên trực tiếp")] = None,
    level: Annotated[Level | None, Query()] = None,
    kind: Annotated[OfficeKind | None, Query(description="Loại đơn vị")] = None,
    on: Annotated[Day | None, Query(description="Chỉ đơn vị hoạt động vào ngày này")] = None,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> Page[OfficeLine]:
    """In order of code. Refuses: office_not_found (for `parent`), cursor_not_valid."""
    day = on or legal_day(clock.now())
    above = (await find_office(connection, parent, day)).code if parent else None
    after = code_cursor(cursor)
    found = await list_offices(
        connection, q=q, parent=above, level=level, kind=kind, on=on, after=after, limit=limit + 1
    )
    items = [OfficeLine.model_validate(office) for office in found[:limit]]
    return Page(items=items, next=write_cursor(items[-1].code) if len(found) > limit else None)


@router.post(
    "/offices",
    status_code=201,
    summary="Đăng ký một đơn vị",
    responses={200: {"model": OfficeOut, "description": "Đã có đúng như vậy, không đổi gì"}},
)
async def add_office(
    body: OfficeIn, caller: Organiser, work: CurrentWork, shelf: CurrentShelf, response: Response
) -> OfficeOut:
    """The same again answers 200 and changes nothing.

    Refuses: office_differs (409), office_code_taken (409), office_cycle (409), parent_not_found, parent_not_in_force,
    office_out_of_reach, hours_not_valid.
    """
    office, is_new = await register_office(work, body.as_new(), caller.subject)
    must_reach(caller, office.path)
    shelf.forget()
    response.status_code = 201 if is_new else 200
    return await _whole(work.connection, office)


@router.put("/offices/{name}/hours", summary="Đặt giờ làm việc từ một ngày sắp tới")
async def put_hours(
    name: NamePath, body: HoursIn, caller: Organiser, work: CurrentWork, shelf: CurrentShelf
) -> OfficeOut:
    """A new act with its own validity; what was in force before stays. Desks below follow unless they have their own.

    Refuses: hours_already_in_force (409), hours_not_valid, office_out_of_reach, office_not_found.
    """
    office = await find_office(work.connection, name, legal_day(work.now))
    must_reach(caller, office.path)
    await change_hours(work, office, body.as_act(), caller.subject)
    shelf.forget()
    return await _whole(work.connection, office)
