"""What if the calendar changes: due dates of open dossiers that would move, asked before anything is saved."""

from typing import Annotated, Any, Literal

from fastapi import Query

from services.processing.dependencies import CalendarPlanner, Consulting
from services.processing.domain.calendar_change import ChangedDay
from services.processing.queries.open_dues import Touched
from services.processing.routes.places import read_place, read_tally_place, write_place, write_tally_place
from services.processing.schemas.what_if import ChangeIn, MovingOut, MovingPage, OfficeMovedOut, WhatIfOut
from services.processing.usecases.ask_what_if import Wanted, ask_what_if, list_what_if
from shared.web.app import make_router
from shared.web.fields import Code
from shared.web.paging import Cursor, PageSize

router = make_router("calendar", prefix="/calendar")
Office = Annotated[Code | None, Query(description="Đơn vị, gồm cả các đơn vị bên dưới")]


@router.post("/what-if", response_model=WhatIfOut, summary="Nếu lịch nghỉ thay đổi thì hạn nào dời")
async def tell_what_if(
    caller: CalendarPlanner,
    work: Consulting,
    body: ChangeIn,
    office: Office = None,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> Any:
    """How many due dates of open dossiers would move, by how many days, by competent office. Nothing is written.

    Every page counts anew. Refuses `calendar_day_twice`, `calendar_day_unchanged`, `calendar_not_published`,
    `office_not_found`, `cursor_not_valid`.
    """
    after = read_tally_place(cursor) if cursor else None
    days = body.changes()
    told = await ask_what_if(work, days, _touched(days, office), caller.offices)
    places = sorted((-tally.moved, code) for code, tally in told.offices.items())
    page = [place for place in places if after is None or place > after][: limit + 1]
    return WhatIfOut(
        as_of=work.now,
        examined=told.examined,
        uncounted=told.uncounted,
        whole=OfficeMovedOut.of(told.whole, {"office": office} if office else {}),
        offices=[OfficeMovedOut.of(told.offices[code], {"agency": code}, code) for _, code in page[:limit]],
        next=write_tally_place(page[limit - 1]) if len(page) > limit else None,
    )


@router.post("/what-if/dossiers", response_model=MovingPage, summary="Các hồ sơ có hạn dời")
async def list_moving(
    caller: CalendarPlanner,
    work: Consulting,
    body: ChangeIn,
    office: Office = None,
    agency: Annotated[Code | None, Query(description="Cơ quan giải quyết, riêng đơn vị này")] = None,
    direction: Annotated[Literal["earlier", "later"] | None, Query(description="Sớm hơn, muộn hơn")] = None,
    days: Annotated[int | None, Query(ge=-4000, le=4000, description="Dời bao nhiêu ngày theo lịch")] = None,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> Any:
    """Those behind a count of `/what-if`, under the same change. Refuses as `/what-if` does."""
    changes = body.changes()
    found = await list_what_if(
        work,
        changes,
        _touched(changes, office, agency),
        Wanted(direction and direction == "later", days),
        visible_to=caller.offices,
        after=read_place(cursor) if cursor else None,
        limit=limit + 1,
    )
    following = write_place(found[limit - 1].dossier.place) if len(found) > limit else None
    return MovingPage(dossiers=[MovingOut.of(each) for each in found[:limit]], next=following)


def _touched(days: list[ChangedDay], office: str | None, agency: str | None = None) -> Touched:
    named = [changed.day for changed in days]
    return Touched(min(named), max(named), office, agency)
