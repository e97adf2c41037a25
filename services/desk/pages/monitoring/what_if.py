"""What if: a shorter limit of a procedure, another calendar; nothing is changed by asking."""

import re
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.desk.clients.insight import limits_of, moved_dues, moving_dossiers, newly_late
from services.desk.dependencies import Visiting
from services.desk.forms.dates import read_day
from services.desk.pages.monitoring.looking import Viewed, look, names_for
from services.desk.pages.monitoring.tabled import Box, Tabled, draw_tables
from services.desk.presenters.monitoring.dossiers import codes_of
from services.desk.presenters.monitoring.what_if import (
    CALENDAR,
    LIMITS,
    calendar_tables,
    limits_lead,
    limits_notes,
    limits_tables,
    moving_table,
    slow_table,
)
from services.desk.texts import _
from shared.errors import Invalid, Refusal
from shared.text import fold

router = APIRouter()
Cursor = Annotated[str | None, Query(max_length=400)]
Days = Annotated[str, Query(alias="ngay", max_length=2000)]
Short = Annotated[str | None, Query(max_length=60)]
_LINE = re.compile(r"(\S+)\s+(.+)")
_KINDS = {"nghi": "day_off", "lam bu": "make_up", "nhu thuong": "usual"}


@router.get(LIMITS)
async def limits(visit: Visiting, view: Viewed) -> Response:
    looked = await look(visit, view)
    names = await names_for(visit, looked, set(), set())
    boxes = [Box("thu-tuc", _("Mã thủ tục"), view.procedure or "", hint=_("Mã ở danh mục, ví dụ 1.001612"))]
    title = _("Nếu rút ngắn thời hạn")
    if not view.procedure:
        lead = _("Nhập mã thủ tục để xem thời hạn ngắn hơn sẽ giữ được bao nhiêu hồ sơ.")
        return draw_tables(visit, looked, names, Tabled(title, LIMITS, [], lead, boxes))
    told = await limits_of(visit.stats, view.office, looked.period, view.procedure)
    page = Tabled(title, LIMITS, limits_tables(view, told), limits_lead(told, names), boxes, limits_notes(told))
    return draw_tables(visit, looked, names, page)


@router.get(f"{LIMITS}/ho-so")
async def slow(
    visit: Visiting, view: Viewed, days: Annotated[int, Query(alias="ngay", ge=0, le=1000)] = 0, cursor: Cursor = None
) -> Response:
    looked = await look(visit, view)
    told = await newly_late(visit.stats, view.office, looked.period, view.procedure or "", days, cursor)
    names = await names_for(visit, looked, {item["office"] for item in told["items"]}, set())
    more = view.address(f"{LIMITS}/ho-so", ngay=str(days), cursor=told["next"]) if told["next"] else ""
    title = _("Sẽ trễ nếu thời hạn là {n} ngày làm việc").format(n=days)
    trail = [(_("Nếu rút ngắn thời hạn"), view.address(LIMITS))]
    table = slow_table(view, told, names, more)
    return draw_tables(visit, looked, names, Tabled(title, LIMITS, [table], trail=trail, has_form=False))


@router.get(CALENDAR)
async def calendar(visit: Visiting, view: Viewed, days: Days = "") -> Response:
    looked = await look(visit, view)
    hint = _("Mỗi dòng một ngày: 31/12/2026 nghỉ, 26/12/2026 làm bù, hoặc 2/9/2026 như thường")
    boxes = [Box("ngay", _("Những ngày đổi"), days, hint=hint, rows=4)]
    title = _("Nếu đổi lịch nghỉ")
    try:
        told = await moved_dues(visit.processing, view.office, changed_days(days)) if days.strip() else None
    except Refusal as refusal:
        names = await names_for(visit, looked, set(), set())
        page = Tabled(title, CALENDAR, [], boxes=boxes, fault=refusal.message, is_of_period=False)
        return draw_tables(visit, looked, names, page)
    offices = {each["office"] for each in told["offices"]} if told else set()
    names = await names_for(visit, looked, offices, set())
    tables = calendar_tables(view, told, names, days) if told else []
    uncounted = told["uncounted"] if told else 0
    notes = [_("Không tính được {n} hồ sơ vì ra ngoài các năm đã có lịch").format(n=uncounted)] if uncounted else []
    page = Tabled(title, CALENDAR, tables, boxes=boxes, notes=notes, is_of_period=False)
    return draw_tables(visit, looked, names, page)


@router.get(f"{CALENDAR}/ho-so")
async def moving(
    visit: Visiting,
    view: Viewed,
    days: Days,
    agency: Annotated[Short, Query(alias="co-quan")] = None,
    direction: Annotated[Short, Query(alias="huong")] = None,
    by: Annotated[Short, Query(alias="so-ngay")] = None,
    cursor: Cursor = None,
) -> Response:
    looked = await look(visit, view)
    asked = {"office": None if agency else view.office, "agency": agency, "direction": direction, "days": by}
    told = await moving_dossiers(visit.processing, changed_days(days), asked, cursor)
    names = await names_for(visit, looked, *codes_of(told["dossiers"]))
    said = {"ngay": days, "co-quan": agency, "huong": direction, "so-ngay": by}
    more = view.address(f"{CALENDAR}/ho-so", **said, cursor=told["next"]) if told["next"] else ""
    trail = [(_("Nếu đổi lịch nghỉ"), view.address(CALENDAR, ngay=days))]
    page = Tabled(
        _("Hồ sơ có hạn dời"),
        CALENDAR,
        [moving_table(view, told, names, more)],
        trail=trail,
        is_of_period=False,
        has_form=False,
    )
    return draw_tables(visit, looked, names, page)


def changed_days(typed: str) -> list[Mapping[str, str]]:
    """As processing takes them. Refuses a line that is no day with what becomes of it (`calendar_line_not_read`)."""
    found: list[Mapping[str, str]] = []
    for line in filter(None, map(str.strip, typed.splitlines())):
        parts = _LINE.fullmatch(line)
        day = read_day(parts[1]) if parts else None
        kind = _KINDS.get(fold(parts[2])) if parts else None
        if day is None or kind is None:
            said = _("Dòng “{line}”: viết ngày rồi nghỉ, làm bù hoặc như thường").format(line=line)
            raise Invalid("calendar_line_not_read", said)
        found.append({"day": day.isoformat(), "kind": kind})
    return found
