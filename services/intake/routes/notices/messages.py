"""The log of what applicants were told."""

from typing import Annotated

from fastapi import Query, Response

from services.intake.dependencies import MessageReader
from services.intake.queries.notices.messages import list_messages
from services.intake.queries.privacy.views import find_dossier_id
from services.intake.routes.cursors import id_cursor
from services.intake.schemas.notices.notices import MessageOut
from services.intake.schemas.parts import Page
from shared.notify.message import Medium, MessageState
from shared.web.app import make_router
from shared.web.fields import Text
from shared.web.paging import Cursor, PageSize, write_cursor
from shared.web.transaction import Reading

router = make_router("notices")
_PRIVATE = {"Cache-Control": "no-store"}


@router.get("/messages", summary="Nhật ký tin gửi người nộp hồ sơ")
async def read_messages(
    caller: MessageReader,
    connection: Reading,
    response: Response,
    dossier: Annotated[Text | None, Query(description="Mã hoặc định danh hồ sơ")] = None,
    state: MessageState | None = None,
    medium: Medium | None = None,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> Page[MessageOut]:
    """Newest first, as far as the caller reaches; addresses are masked.

    Refuses: dossier_not_found, cursor_not_valid.
    """
    response.headers.update(_PRIVATE)
    about = await find_dossier_id(connection, dossier, caller.offices) if dossier else None
    after = id_cursor(cursor)
    found = await list_messages(
        connection, caller.offices, dossier=about, state=state, medium=medium, after=after, limit=limit + 1
    )
    items = [MessageOut.of(message) for message in found[:limit]]
    return Page(items=items, next=write_cursor(found[limit - 1].id) if len(found) > limit else None)
