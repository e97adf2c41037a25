"""Personal data: how long they are kept, the book of erasures, and who saw what."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.desk.clients import privacy
from services.desk.dependencies import Visit, Visiting
from services.desk.forms.boxes import Boxes
from services.desk.pages.administration.writing import Problems, Typed, write
from services.desk.texts import N_, _
from shared.callers import Role

router = APIRouter()
PLACE = "/quan-tri/luu-giu"
_GROUNDS = {"retention": N_("Hết thời hạn lưu"), "request": N_("Theo yêu cầu")}
_SEEN = {
    "dossier": N_("Mở hồ sơ"),
    "receipt": N_("Mở giấy hẹn"),
    "scan": N_("Mở bản quét"),
    "correction": N_("Xem bản trước đính chính"),
    "filing": N_("Mở hồ sơ nộp"),
    "paper": N_("Mở giấy tờ"),
    "search": N_("Tìm theo số định danh"),
    "export": N_("Kết xuất danh sách"),
    "register": N_("In sổ theo dõi"),
    "lookup": N_("Tra cứu bằng giấy tiếp nhận"),
    "told": N_("Đồng bộ lên Cổng quốc gia"),
}


@router.get(PLACE)
async def rules(visit: Visiting) -> Response:
    return await _rules(visit, visit.typed_before(), [])


@router.post(PLACE)
async def set_rule(visit: Visiting) -> Response:
    boxes = Boxes(visit.back_in_words())
    procedure = boxes.text("procedure", _("Nhập mã thủ tục")) or ""
    body = {
        "months": boxes.number("months", _("Nhập số tháng lưu sau khi hồ sơ kết thúc")),
        "basis": boxes.text("basis", _("Nhập căn cứ")),
        "decided_on": boxes.day("decided_on", _("Nhập ngày quyết định")),
    }

    async def act() -> str:
        await privacy.set_retention(visit.intake, procedure, body)
        return _("Đã đặt thời hạn lưu của {code}: bắt đầu xoá sau một ngày").format(code=procedure)

    return await _written(visit, act, {"procedure_not_found": "procedure"}, boxes.problems)


@router.post(PLACE + "/bo")
async def drop_rule(visit: Visiting) -> Response:
    dropped = visit.typed("dropped")

    async def act() -> str:
        await privacy.drop_retention(visit.intake, dropped)
        return _("Đã bỏ thời hạn lưu của {code}: không xoá nữa").format(code=dropped)

    return await _written(visit, act, {}, [])


@router.get("/quan-tri/so-xoa")
async def erasures(visit: Visiting, cursor: Annotated[str | None, Query(max_length=400)] = None) -> Response:
    found = await privacy.page_of_erasures(visit.intake, cursor)
    return visit.page("administration/erasures.html", found=found, grounds=_GROUNDS)


@router.get("/quan-tri/nhat-ky")
async def views(visit: Visiting, cursor: Annotated[str | None, Query(max_length=400)] = None) -> Response:
    """Who opened a dossier, searched by a number, or took a list, newest first."""
    typed = {name: [visit.request.query_params.get(name, "")[:100]] for name in ("subject", "tu", "den")}
    boxes = Boxes(typed)
    asked = {"subject": boxes.text("subject"), "from": boxes.day("tu"), "to": boxes.day("den")}
    found: dict[str, Any] = {"items": [], "next": None}
    if not boxes.problems:
        found = await privacy.page_of_views(visit.intake, asked, cursor)
    status = 422 if boxes.problems else 200
    shown: dict[str, Any] = {"found": found, "typed": typed, "problems": boxes.problems, "seen": _SEEN}
    return visit.page("administration/views.html", status, **shown)


async def _written(visit: Visit, act: Any, fields: dict[str, str], problems: Problems) -> Response:
    async def draw(typed: Typed, wrong: Problems, status: int) -> Response:
        return await _rules(visit, typed, wrong, status)

    return await write(visit, act, draw, leads_to=PLACE, fields=fields, problems=problems)


async def _rules(visit: Visit, typed: Typed, problems: Problems, status: int = 200) -> Response:
    found = await privacy.retentions(visit.intake)
    may_change = visit.person.has(Role.ADMINISTRATOR)
    shown = {"found": found, "may_change": may_change, "typed": typed, "problems": problems}
    return visit.page("administration/retentions.html", status, **shown)
