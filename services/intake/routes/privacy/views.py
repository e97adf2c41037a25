"""Who saw which dossier: for auditors, and for leaders of what lies below them."""

from datetime import datetime, time, timedelta
from typing import Annotated

from fastapi import Query, Response

from services.intake.dependencies import NamePath, ViewReader
from services.intake.queries.privacy.views import ViewRead, find_dossier_id, list_views
from services.intake.routes.cursors import number_cursor
from services.intake.schemas.parts import Page
from services.intake.schemas.privacy.privacy import ViewOut
from shared.web.app import make_router
from shared.web.fields import FIRST_DAY, LAST_DAY, Day, Text
from shared.web.paging import Cursor, PageSize, write_cursor
from shared.web.transaction import Reading
from shared.worktime import LEGAL_ZONE

router = make_router("views")
_PRIVATE = {"Cache-Control": "no-store"}


@router.get("/dossiers/{id_or_code}/views", summary="Ai đã xem hồ sơ này")
async def read_views(
    id_or_code: NamePath,
    caller: ViewReader,
    connection: Reading,
    response: Response,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> Page[ViewOut]:
    """Newest first. Refuses: dossier_not_found, cursor_not_valid."""
    response.headers.update(_PRIVATE)
    dossier = await find_dossier_id(connection, id_or_code, caller.offices)
    after = number_cursor(cursor)
    return _page(await list_views(connection, caller.offices, dossier=dossier, after=after, limit=limit + 1), limit)


@router.get("/views", summary="Nhật ký xem dữ liệu cá nhân")
async def search_views(
    caller: ViewReader,
    connection: Reading,
    response: Response,
    subject: Annotated[Text | None, Query(description="Tài khoản đã xem")] = None,
    first: Annotated[Day, Query(alias="from", description="Từ ngày")] = FIRST_DAY,
    last: Annotated[Day, Query(alias="to", description="đến hết ngày")] = LAST_DAY,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> Page[ViewOut]:
    """Views of dossiers, searches by number and exports, newest first, as far as the caller reaches.

    Refuses: cursor_not_valid.
    """
    response.headers.update(_PRIVATE)
    between = (
        datetime.combine(first, time(0), LEGAL_ZONE),
        datetime.combine(last + timedelta(days=1), time(0), LEGAL_ZONE),
    )
    after = number_cursor(cursor)
    found = await list_views(connection, caller.offices, subject=subject, between=between, after=after, limit=limit + 1)
    return _page(found, limit)


def _page(found: list[ViewRead], limit: int) -> Page[ViewOut]:
    items = [ViewOut.model_validate(view) for view in found[:limit]]
    return Page(items=items, next=write_cursor(found[limit - 1].gid) if len(found) > limit else None)
