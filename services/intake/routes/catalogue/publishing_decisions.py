"""Publishing decisions: prepare, change, publish, record the entry in the national database, count."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query

from services.intake.dependencies import CurrentClock, CurrentShelf, CurrentWork, Organiser
from services.intake.domain.organisation.reach import must_reach
from services.intake.queries.catalogue.catalogue_acts import acts_of
from services.intake.queries.catalogue.decisions import count_published, find_decision, list_decisions
from services.intake.queries.organisation.offices import find_office
from services.intake.routes.cursors import id_cursor
from services.intake.schemas.catalogue.catalogue_acts import ActOut
from services.intake.schemas.catalogue.decisions import (
    DecisionIn,
    DecisionOut,
    EntryIn,
    HeadingIn,
    ItemCounts,
    PublishedCounts,
)
from services.intake.schemas.parts import OfficeCode, Page
from services.intake.unit_of_work.work import Work
from services.intake.usecases.catalogue.change_decision import change_decision
from services.intake.usecases.catalogue.enter_decision import enter_decision
from services.intake.usecases.catalogue.prepare_decision import prepare_decision
from services.intake.usecases.catalogue.publish_decision import publish_decision
from shared.db.database import Connection
from shared.web.app import make_router
from shared.web.caller import CurrentCaller
from shared.web.fields import FIRST_DAY, LAST_DAY, Day, Text
from shared.web.paging import Cursor, PageSize, write_cursor
from shared.web.transaction import Reading
from shared.worktime import legal_day, national_calendar

router = make_router("publishing-decisions")
Issuer = Annotated[OfficeCode | None, Query(description="Cơ quan ban hành, gồm cả cấp dưới")]
From = Annotated[Day, Query(alias="from", description="Ngày quyết định từ ngày")]
To = Annotated[Day, Query(alias="to", description="đến hết ngày")]


async def _out(work: Work, id_: UUID) -> DecisionOut:
    return DecisionOut.of(await find_decision(work.connection, id_), national_calendar(), legal_day(work.now))


async def _issuer(connection: Connection, name: str | None, today: date) -> str | None:
    return (await find_office(connection, name, today)).code if name else None


@router.post("/publishing-decisions", status_code=201, summary="Lập dự thảo quyết định công bố")
async def prepare(body: DecisionIn, caller: Organiser, work: CurrentWork) -> DecisionOut:
    """A draft: nothing in force changes until it is published.

    Refuses: decision_number_taken (409), office_not_found (404), office_out_of_reach (403).
    """
    issuer = await find_office(work.connection, body.issuer, legal_day(work.now))
    must_reach(caller, issuer.path, "Đơn vị ban hành")
    return await _out(work, await prepare_decision(work, issuer, body.as_heading(), caller.subject))


@router.get("/publishing-decisions", summary="Danh sách quyết định công bố, mới nhất trước")
async def search(
    _: CurrentCaller,
    connection: Reading,
    clock: CurrentClock,
    issuer: Issuer = None,
    state: Annotated[Literal["draft", "published"] | None, Query()] = None,
    number: Annotated[Text | None, Query(description="Đúng số quyết định")] = None,
    first: From = FIRST_DAY,
    last: To = LAST_DAY,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> Page[DecisionOut]:
    """By the day of the decision; drafts without one are in every span. Refuses: office_not_found, cursor_not_valid."""
    today = legal_day(clock.now())
    found = await list_decisions(
        connection,
        issuer=await _issuer(connection, issuer, today),
        is_published=None if state is None else state == "published",
        span=(first, last),
        after=id_cursor(cursor),
        limit=limit + 1,
        number=number,
    )
    items = [DecisionOut.of(read, national_calendar(), today) for read in found[:limit]]
    return Page(items=items, next=write_cursor(items[-1].id) if len(found) > limit else None)


@router.get("/publishing-decisions/counts", summary="Số quyết định và thủ tục đã công bố trong kỳ")
async def count(
    _: CurrentCaller,
    connection: Reading,
    clock: CurrentClock,
    issuer: Issuer = None,
    first: From = FIRST_DAY,
    last: To = LAST_DAY,
) -> PublishedCounts:
    """By the day of the decision; drafts are not counted. Refuses: office_not_found."""
    code = await _issuer(connection, issuer, legal_day(clock.now()))
    decisions, by_action = await count_published(connection, (first, last), code)
    return PublishedCounts(decisions=decisions, procedures=ItemCounts.of(by_action))


@router.get("/publishing-decisions/{id_}", summary="Một quyết định công bố")
async def read(id_: UUID, _: CurrentCaller, connection: Reading, clock: CurrentClock) -> DecisionOut:
    """Refuses: decision_not_found."""
    return DecisionOut.of(await find_decision(connection, id_), national_calendar(), legal_day(clock.now()))


@router.get("/publishing-decisions/{id_}/history", summary="Ai đã làm gì với quyết định, mới nhất trước")
async def history(id_: UUID, _: CurrentCaller, connection: Reading) -> list[ActOut]:
    """The last 500 acts; nothing in it is ever changed. Refuses: decision_not_found."""
    await find_decision(connection, id_)
    return [ActOut.of(act) for act in await acts_of(connection, id_)]


@router.put("/publishing-decisions/{id_}", summary="Sửa phần đầu của dự thảo")
async def change(id_: UUID, body: HeadingIn, caller: Organiser, work: CurrentWork) -> DecisionOut:
    """The same again changes nothing.

    Refuses: decision_not_found, decision_already_published (409), decision_number_taken (409), office_out_of_reach.
    """
    await change_decision(work, caller, id_, body.as_heading())
    return await _out(work, id_)


@router.post("/publishing-decisions/{id_}/publish", summary="Công bố: các phiên bản mới có hiệu lực từ ngày đã định")
async def publish(id_: UUID, caller: Organiser, work: CurrentWork, shelf: CurrentShelf) -> DecisionOut:
    """The running versions end the day before; a repeat changes nothing.

    Refuses: decision_not_found, decision_not_complete (422), decision_does_not_fit (409), office_out_of_reach.
    """
    await publish_decision(work, caller, id_)
    shelf.forget()
    return await _out(work, id_)


@router.put("/publishing-decisions/{id_}/national-entry", summary="Ghi ngày nhập CSDL quốc gia về TTHC")
async def enter(id_: UUID, body: EntryIn, caller: Organiser, work: CurrentWork) -> DecisionOut:
    """Refuses: decision_not_found, decision_not_published (409), entered_on_not_possible, office_out_of_reach."""
    await enter_decision(work, caller, id_, body.entered_on)
    return await _out(work, id_)
