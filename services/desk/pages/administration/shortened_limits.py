"""Limits that offices shorten by their own decisions: listed, made, ended."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.desk.clients import catalogue
from services.desk.dependencies import Visit, Visiting
from services.desk.forms.boxes import Boxes, without_none
from services.desk.pages.administration.writing import Problems, Typed, write
from services.desk.presenters.catalogue import CHANNELS, UNITS
from services.desk.texts import _

router = APIRouter()
PLACE = "/quan-tri/rut-ngan"
_TERM_BOXES = {
    "term": "amount",
    "term.amount": "amount",
    "limit_not_shorter": "amount",
    "no_limit_to_shorten": "amount",
}
_FIELDS = _TERM_BOXES | {
    "procedure_not_found": "procedure",
    "case_not_found": "case",
    "validity_reversed": "valid_from",
    "office_not_found": "office",
    "office_out_of_reach": "office",
}


@router.get(PLACE)
async def found(
    visit: Visiting,
    procedure: Annotated[str, Query(max_length=20)] = "",
    office: Annotated[str, Query(max_length=60)] = "",
    cursor: Annotated[str | None, Query(max_length=400)] = None,
) -> Response:
    asked = {"procedure": procedure, "office": office, "cursor": cursor or ""}
    return await _page(visit, asked, visit.typed_before() or {"procedure": [procedure], "office": [office]}, [])


@router.post(PLACE)
async def shorten(visit: Visiting) -> Response:
    boxes = Boxes(visit.back_in_words())
    unit = boxes.text("unit") or "working_day"
    body = without_none(
        {
            "office": boxes.text("office", _("Nhập mã đơn vị")),
            "procedure": boxes.text("procedure", _("Nhập mã thủ tục")),
            "channel": boxes.text("channel"),
            "case": boxes.text("case"),
            "term": {"unit": unit, "amount": boxes.number("amount", _("Nhập thời hạn mới")) or 0},
            "decision": boxes.text("decision", _("Nhập số quyết định")),
            "decided_on": boxes.day("decided_on", _("Nhập ngày quyết định")),
            "valid_from": boxes.day("valid_from", _("Nhập ngày bắt đầu áp dụng")),
        }
    )

    async def act() -> str:
        await catalogue.shorten(visit.intake, body)
        return _("Đã rút ngắn thời hạn của {code}").format(code=body["procedure"])

    return await _written(visit, act, _FIELDS, boxes.problems, f"{PLACE}?procedure={body.get('procedure', '')}")


@router.post(PLACE + "/{id_}/cham-dut")
async def end(visit: Visiting, id_: UUID) -> Response:
    boxes = Boxes(visit.back_in_words())
    box = f"last-{id_}"
    last_on = boxes.day(box, _("Nhập ngày cuối cùng áp dụng"))

    async def act() -> str:
        await catalogue.end_shortening(visit.intake, str(id_), last_on or "")
        return _("Đã chấm dứt việc rút ngắn")

    fields = {"last_day": box, "end_too_early": box, "shortened_limit_ended": box}
    return await _written(visit, act, fields, boxes.problems, PLACE)


async def _written(
    visit: Visit, act: Callable[[], Awaitable[str]], fields: dict[str, str], problems: Problems, leads_to: str
) -> Response:
    async def draw(typed: Typed, wrong: Problems, status: int) -> Response:
        return await _page(visit, {"procedure": "", "office": "", "cursor": ""}, typed, wrong, status)

    return await write(visit, act, draw, leads_to=leads_to, fields=fields, problems=problems)


async def _page(visit: Visit, asked: dict[str, str], typed: Typed, problems: Problems, status: int = 200) -> Response:
    found = await catalogue.page_of_limits(
        visit.intake, office=asked["office"], procedure=asked["procedure"], cursor=asked["cursor"] or None
    )
    words: dict[str, Any] = {"channels": CHANNELS, "units": UNITS, "asked": asked, "found": found}
    return visit.page("administration/shortened_limits.html", status, typed=typed, problems=problems, **words)
