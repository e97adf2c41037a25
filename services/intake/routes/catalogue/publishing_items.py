"""The items of a publishing decision: what it does to which procedure."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Response

from services.intake.dependencies import CurrentWork, Organiser
from services.intake.domain.catalogue.publishing import must_be_draft
from services.intake.queries.catalogue.decisions import find_decision, find_item, items_of
from services.intake.routes.cursors import code_cursor
from services.intake.schemas.catalogue.decisions import ItemIn, ItemLine, ItemOut
from services.intake.schemas.parts import Page
from services.intake.usecases.catalogue.open_decision import open_decision
from services.intake.usecases.catalogue.put_items import put_items
from services.intake.usecases.catalogue.take_out_item import take_out_item
from shared.web.app import make_router
from shared.web.caller import CurrentCaller
from shared.web.paging import Cursor, PageSize, write_cursor
from shared.web.transaction import Reading

router = make_router("publishing-decisions")
CodePath = Annotated[str, Path(pattern=r"^[1-9]\.\d{6}$", description="Mã thủ tục")]


@router.get("/publishing-decisions/{id_}/items", summary="Các thủ tục trong quyết định")
async def list_items(
    id_: UUID, _: CurrentCaller, connection: Reading, cursor: Cursor = None, limit: PageSize = 50
) -> Page[ItemLine]:
    """In order of code. Refuses: decision_not_found, cursor_not_valid."""
    await find_decision(connection, id_)
    found = await items_of(connection, id_, code_cursor(cursor), limit + 1)
    items = [ItemLine.of(item) for item in found[:limit]]
    return Page(items=items, next=write_cursor(items[-1].procedure) if len(found) > limit else None)


@router.get("/publishing-decisions/{id_}/items/{code}", summary="Một thủ tục trong quyết định, cả nội dung")
async def read_item(id_: UUID, code: CodePath, _: CurrentCaller, connection: Reading) -> ItemOut:
    """Refuses: decision_not_found, item_not_found."""
    await find_decision(connection, id_)
    return ItemOut.whole(await find_item(connection, id_, code))


@router.put("/publishing-decisions/{id_}/items/{code}", summary="Đưa một thủ tục vào dự thảo")
async def put_item(id_: UUID, code: CodePath, body: ItemIn, caller: Organiser, work: CurrentWork) -> ItemOut:
    """The same again changes nothing.

    Refuses: decision_not_found, decision_already_published (409), procedure_version_not_valid,
    procedure_group_not_found, office_out_of_reach.
    """
    must_be_draft((await open_decision(work, caller, id_)).decision)
    await put_items(work, id_, [body.as_item(code)], caller.subject)
    return ItemOut.whole(await find_item(work.connection, id_, code))


@router.delete("/publishing-decisions/{id_}/items/{code}", status_code=204, summary="Bỏ một thủ tục khỏi dự thảo")
async def take_out(id_: UUID, code: CodePath, caller: Organiser, work: CurrentWork) -> Response:
    """What is not there need not be taken out.

    Refuses: decision_not_found, decision_already_published (409), office_out_of_reach.
    """
    await take_out_item(work, caller, id_, code)
    return Response(status_code=204)
