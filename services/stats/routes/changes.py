"""What moved since a monitoring centre last looked; the call can wait for news."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import Query

from services.stats.dependencies import CurrentBoard, CurrentDatabase, FigureReader, Now
from services.stats.queries.changes import Changed, changes_below
from services.stats.queries.offices import OfficeHead, office_head
from services.stats.schemas.changes import ChangesOut
from shared.callers import Caller
from shared.db.database import Database
from shared.errors import Invalid
from shared.web.app import make_router
from shared.web.fields import Code
from shared.web.paging import read_cursor, write_cursor

router = make_router("figures")
_LONGEST_WAIT = 25
_LAST = "\U0010ffff"  # after every area's code


@router.get("/changes", summary="Đơn vị nào có số liệu vừa đổi", response_model=ChangesOut)
async def read_changes(
    caller: FigureReader,
    database: CurrentDatabase,
    board: CurrentBoard,
    now: Now,
    office: Annotated[Code, Query(description="Mã đơn vị; tính cả mọi đơn vị bên dưới")],
    after: Annotated[
        str | None, Query(max_length=400, description="`cursor` của lần gọi trước; bỏ trống: từ lúc này")
    ] = None,
    wait: Annotated[int, Query(ge=0, le=_LONGEST_WAIT, description="Chờ tin mới tối đa bao nhiêu giây (0–25)")] = 0,
    limit: Annotated[int, Query(ge=1, le=5000)] = 1000,
) -> Any:
    """Offices at or below `office` whose figures moved, oldest change first. Without `after` it starts from now.

    Call again with `cursor`, and with `wait=25` to be told within milliseconds: a round of polling costs one answer.
    No connection is held while waiting.

    Refuses: office_not_found (also: out of reach), cursor_not_valid.
    """
    place = _place(after) if after else None
    head, items = await _look(database, caller, office, now, place, limit)
    if place is None:
        return {"items": [], "cursor": write_cursor(head.generation, _LAST), "has_more": False}
    if not items and wait:
        await board.wait_beyond(office, head.generation, wait)
        head, items = await _look(database, caller, office, now, place, limit)
    last = (items[-1].generation, items[-1].code) if items else place
    return {"items": items, "cursor": write_cursor(*last), "has_more": len(items) == limit}


async def _look(
    database: Database, caller: Caller, office: str, now: datetime, place: tuple[int, str] | None, limit: int
) -> tuple[OfficeHead, list[Changed]]:
    async with database.reading() as connection:
        head = await office_head(connection, office, visible_to=caller.offices, now=now)
        return head, await changes_below(connection, office, place, limit) if place else []


def _place(cursor: str) -> tuple[int, str]:
    generation, area = read_cursor(cursor, 2)
    if not isinstance(generation, int) or not isinstance(area, str):
        raise Invalid("cursor_not_valid", "Con trỏ không đúng, hãy gọi lại không kèm `after`")
    return generation, area
