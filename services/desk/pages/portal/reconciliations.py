"""Comparisons with a portal: asked for, listed, opened."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from services.desk.clients import portal
from services.desk.dependencies import Visit, Visiting
from services.desk.forms.boxes import Boxes
from services.desk.pages.administration.writing import Problems, Typed, write
from services.desk.pages.portal.overview import ACTORS, LOOKERS
from services.desk.pages.portal.overview import PLACE as HOME
from services.desk.presenters.portal.words import DIFFERENCES, LANES
from services.desk.texts import _

router = APIRouter()
PLACE = f"{HOME}/doi-soat"
_FIELDS = {"from_on": "from_on", "to_on": "to_on", "period_reversed": "to_on", "connection_not_known": "connection"}


@router.get(PLACE)
async def listed(visit: Visiting, before: Annotated[int | None, Query(ge=1, le=2**63 - 1)] = None) -> Response:
    visit.must_be(*LOOKERS)
    return await _list(visit, visit.typed_before(), [], before=before)


@router.post(PLACE)
async def ask(visit: Visiting) -> Response:
    boxes = Boxes(visit.back_in_words())
    connection = boxes.text("connection", _("Chọn kết nối")) or ""
    from_on = boxes.day("from_on", _("Nhập ngày, ví dụ 05/08/2026")) or ""
    to_on = boxes.day("to_on", _("Nhập ngày, ví dụ 05/08/2026")) or ""

    async def act() -> str:
        number = await portal.compare(visit.portal, connection, from_on, to_on)
        return _("Đang đối soát, lần {n}").format(n=number)

    async def draw(typed: Typed, problems: Problems, status: int) -> Response:
        return await _list(visit, typed, problems, status)

    return await write(visit, act, draw, leads_to=PLACE, fields=_FIELDS, problems=boxes.problems)


@router.get(PLACE + "/{number}")
async def one(
    visit: Visiting,
    number: Annotated[int, Path(ge=1, le=2**63 - 1)],
    cursor: Annotated[str | None, Query(max_length=400)] = None,
) -> Response:
    visit.must_be(*LOOKERS)
    told = await portal.reconciliation(visit.portal, number, cursor)
    return visit.page("portal/reconciliation.html", told=told, names=DIFFERENCES, lane_names=LANES)


async def _list(
    visit: Visit, typed: Typed, problems: Problems, status: int = 200, before: int | None = None
) -> Response:
    shown = {
        "found": await portal.reconciliations(visit.portal, before),
        "connections": [each["connection"] for each in await portal.connections(visit.portal)],
        "may_act": visit.person.has(*ACTORS),
    }
    return visit.page("portal/reconciliations.html", status, **shown, typed=typed, problems=problems)
