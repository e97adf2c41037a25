"""What is missing before dossiers can be told, and what our offices are called at the portal."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from services.desk.clients import portal
from services.desk.dependencies import Visit, Visiting
from services.desk.forms.boxes import Boxes, without_none
from services.desk.pages.administration.writing import Problems, Typed, write
from services.desk.pages.portal.overview import ACTORS, LOOKERS
from services.desk.pages.portal.overview import PLACE as HOME
from services.desk.texts import _

router = APIRouter()
GAPS = f"{HOME}/chat-luong-du-lieu"
PLACE = f"{HOME}/ma-dinh-danh"
_FIELDS = {
    **{f"items.0.{name}": name for name in ("office", "new", "old", "valid_from", "connection")},
    "agency_code_not_valid": "new",
    "agency_code_ambiguous": "new",
    "agency_entries_contradict": "new",
    "connection_not_known": "connection",
}


@router.get(GAPS)
async def gaps(visit: Visiting) -> Response:
    """By how many dossiers wait."""
    visit.must_be(*LOOKERS)
    return visit.page("portal/gaps.html", gaps=await portal.gaps(visit.portal), place=PLACE)


@router.get(PLACE)
async def listed(visit: Visiting, don_vi: str = "") -> Response:
    visit.must_be(*LOOKERS)
    typed = visit.typed_before() or ({"office": [don_vi[:60]]} if don_vi else {})
    return await _list(visit, typed, [])


@router.post(PLACE)
async def enter(visit: Visiting) -> Response:
    """One office from a day on; what waited for its code is told at once."""
    boxes = Boxes(visit.back_in_words())
    office = boxes.text("office", _("Nhập mã đơn vị"))
    item = without_none(
        {
            "office": office,
            "valid_from": boxes.day("valid_from", _("Nhập ngày, ví dụ 05/08/2026")),
            "connection": boxes.text("connection", _("Chọn kết nối")),
            "new": boxes.text("new", _("Nhập mã định danh, ví dụ H26.12.34")),
            "old": boxes.text("old"),
        }
    )

    async def act() -> str:
        await portal.map_offices(visit.portal, [item])
        return _("Đã khai mã định danh của {office}").format(office=office)

    async def draw(typed: Typed, problems: Problems, status: int) -> Response:
        return await _list(visit, typed, problems, status)

    return await write(visit, act, draw, leads_to=PLACE, fields=_FIELDS, problems=boxes.problems)


async def _list(visit: Visit, typed: Typed, problems: Problems, status: int = 200) -> Response:
    shown: dict[str, Any] = {
        "agencies": await portal.agencies(visit.portal),
        "connections": [each["connection"] for each in await portal.connections(visit.portal)],
        "may_act": visit.person.has(*ACTORS),
    }
    return visit.page("portal/agencies.html", status, **shown, typed=typed, problems=problems)
