"""Offices of which no figures came for a working day: their figures are missing, not zero."""

from datetime import timedelta
from typing import Annotated, Any

from fastapi import Query

from services.stats.dependencies import FigureReader, Now
from services.stats.queries.last_days import last_days_below
from services.stats.queries.offices import office_head
from services.stats.schemas.silent import SilentOfficesOut
from shared.web.app import make_router
from shared.web.fields import Code
from shared.web.transaction import Reading
from shared.worktime import legal_day, national_calendar

router = make_router("figures")
_LOOKED_BACK = timedelta(days=60)


@router.get("/silent", summary="Đơn vị chưa có số liệu từ hôm trước", response_model=SilentOfficesOut)
async def read_silent(
    caller: FigureReader,
    connection: Reading,
    now: Now,
    office: Annotated[Code, Query(description="Mã đơn vị; xét các đơn vị trực thuộc")],
) -> Any:
    """Offices directly below where since the working day before today nothing came in and nothing ended.

    Refuses: office_not_found (also: out of reach).
    """
    head = await office_head(connection, office, visible_to=caller.offices, now=now)
    today = legal_day(now)
    quiet_since, first = national_calendar().working_day_before(today), today - _LOOKED_BACK
    found = await last_days_below(connection, head.code, first, today)
    silent = [each for each in found if each.last_on is None or each.last_on < quiet_since]
    return {"office": head.code, "quiet_since": quiet_since, "looked_from": first, "as_of": now, "items": silent}
