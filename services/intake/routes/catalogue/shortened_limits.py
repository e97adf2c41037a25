"""Locally shortened limits: decide one, end one, list and count them."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from services.intake.dependencies import CurrentClock, CurrentShelf, CurrentWork, Organiser
from services.intake.domain.organisation.reach import must_reach
from services.intake.queries.catalogue.shortened_limits import (
    count_shortened,
    find_shortened_limit,
    list_shortened_limits,
)
from services.intake.queries.organisation.offices import find_office
from services.intake.routes.cursors import id_cursor
from services.intake.schemas.catalogue.shortened_limits import EndIn, ShortenedIn, ShortenedOut
from services.intake.schemas.parts import OfficeCode, Page, ProcedureCode
from services.intake.usecases.catalogue.end_shortened_limit import end_shortened_limit
from services.intake.usecases.catalogue.shorten_limit import shorten_limit
from shared.web.app import make_router
from shared.web.caller import CurrentCaller
from shared.web.fields import Day
from shared.web.paging import Cursor, PageSize, write_cursor
from shared.web.transaction import Reading
from shared.worktime import legal_day

router = make_router("shortened-limits")
Under = Annotated[OfficeCode | None, Query(description="Đơn vị, gồm cả cấp dưới")]


@router.post(
    "/shortened-limits",
    status_code=201,
    summary="Rút ngắn thời hạn của một thủ tục",
    responses={200: {"model": ShortenedOut, "description": "Đã có đúng như vậy, không đổi gì"}},
)
async def shorten(
    body: ShortenedIn, caller: Organiser, work: CurrentWork, shelf: CurrentShelf, response: Response
) -> ShortenedOut:
    """Receipts of the office and those below promise it from its first day on; the law's limit stays beside it.

    Refuses: limit_not_shorter, no_limit_to_shorten, case_not_found, procedure_not_found, validity_reversed,
    shortened_limit_differs (409), office_not_found (404), office_out_of_reach (403).
    """
    office = await find_office(work.connection, body.office, body.valid_from)
    must_reach(caller, office.path)
    read, is_new = await shorten_limit(work, office, body.as_limit(office.code), caller.subject)
    shelf.forget()
    response.status_code = 201 if is_new else 200
    return ShortenedOut.of(read)


@router.get("/shortened-limits", summary="Các thời hạn đã rút ngắn")
async def search(
    _: CurrentCaller,
    connection: Reading,
    clock: CurrentClock,
    office: Under = None,
    procedure: Annotated[ProcedureCode | None, Query()] = None,
    on: Annotated[Day | None, Query(description="Chỉ những cái có hiệu lực ngày đó")] = None,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> Page[ShortenedOut]:
    """In the order of entry. Refuses: office_not_found, cursor_not_valid."""
    code = (await find_office(connection, office, legal_day(clock.now()))).code if office else None
    found = await list_shortened_limits(
        connection, office=code, procedure=procedure, on=on, after=id_cursor(cursor), limit=limit + 1
    )
    items = [ShortenedOut.of(read) for read in found[:limit]]
    return Page(items=items, next=write_cursor(items[-1].id) if len(found) > limit else None)


@router.get("/shortened-limits/counts", summary="Số thủ tục được rút ngắn, theo cấp đơn vị")
async def count(
    _: CurrentCaller,
    connection: Reading,
    clock: CurrentClock,
    office: Under = None,
    on: Annotated[Day | None, Query(description="Mặc định hôm nay")] = None,
) -> dict[str, int]:
    """Level of the office that shortened, to procedures. Refuses: office_not_found."""
    today = legal_day(clock.now())
    code = (await find_office(connection, office, today)).code if office else None
    return await count_shortened(connection, code, on or today)


@router.get("/shortened-limits/{id_}", summary="Một thời hạn đã rút ngắn")
async def read(id_: UUID, _: CurrentCaller, connection: Reading) -> ShortenedOut:
    """Refuses: shortened_limit_not_found."""
    return ShortenedOut.of(await find_shortened_limit(connection, id_))


@router.post("/shortened-limits/{id_}/end", summary="Chấm dứt việc rút ngắn sau một ngày")
async def end(id_: UUID, body: EndIn, caller: Organiser, work: CurrentWork, shelf: CurrentShelf) -> ShortenedOut:
    """Receipts already given keep their date.

    Refuses: shortened_limit_not_found, end_too_early, shortened_limit_ended (409), office_out_of_reach (403).
    """
    await end_shortened_limit(work, caller, id_, body.last_day)
    shelf.forget()
    return ShortenedOut.of(await find_shortened_limit(work.connection, id_))
