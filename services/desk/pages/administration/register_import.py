"""G: an old register book is handed in, tried, its columns named, and written."""

import asyncio
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.desk.clients import register_imports as books
from services.desk.dependencies import Visit, Visiting, problems_of
from services.desk.presenters import register_import as shown
from services.desk.texts import _
from shared.callers import Role
from shared.errors import Refusal
from shared.vietnamese import number

router = APIRouter()
PLACE = "/quan-tri/nhap"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOOK_BYTES = 128 * 1024 * 1024  # as much as intake takes
_FIELDS = {"file_not_a_workbook": "so", "body_too_large": "so", "media_type_not_taken": "so"}


@router.get(PLACE)
async def start(visit: Visiting, cursor: Annotated[str | None, Query(max_length=400)] = None) -> Response:
    visit.must_be(Role.REGISTRAR)
    return await _start(visit, visit.typed_before(), [], cursor=cursor)


@router.post(PLACE)
async def hand_in(visit: Visiting) -> Response:
    """Tried at once, never written by this."""
    book = visit.file("so")
    if book is None:
        return await _start(visit, visit.back_in_words(), [("so", _("Chọn tệp sổ cần nạp"))], 422)
    if (book.size or 0) > BOOK_BYTES:
        too_large = _("Tệp lớn hơn 128 MB: chia sổ theo năm rồi nạp từng phần")
        return await _start(visit, visit.back_in_words(), [("so", too_large)], 413)

    async def act() -> str:
        told = await books.hand_in(visit.intake, book, office=visit.typed("office"), file_name=book.filename or "so")
        return f"{PLACE}/{told['id']}"

    try:
        return await visit.once(act)
    except Refusal as refusal:
        problems = [(_FIELDS.get(refusal.code, "office"), sentence) for _field, sentence in problems_of(refusal)]
        return await _start(visit, visit.back_in_words(), problems, refusal.status)


@router.get(PLACE + "/{id_}")
async def follow(visit: Visiting, id_: UUID) -> Response:
    told = await books.one_import(visit.intake, str(id_))
    found: dict[str, Any] = {"told": told, "state": shown.state_words(told), "is_open": shown.is_open(told)}
    if not shown.is_open(told):
        summary, preview = await asyncio.gather(books.summary(visit.intake, str(id_)), _preview(visit, told))
        found |= {"summary": summary, "preview": preview, "headings": shown.headings_of(preview)}
        found |= {"converted": shown.converted_of(preview), "columns": shown.COLUMNS, "places": shown.places}
        found |= {"write": shown.written_words(told), "unread": shown.UNREAD}
    return visit.page("administration/register_import.html", **found)


@router.post(PLACE + "/{id_}/ghi")
async def write(visit: Visiting, id_: UUID) -> Response:
    async def act() -> str:
        told = await books.act(visit.intake, str(id_), "commit")
        visit.say(_("Đã bắt đầu ghi sổ. Có thể rời trang này, việc ghi vẫn tiếp tục"))
        return f"{PLACE}/{told['id']}"

    return await visit.once(act)


@router.post(PLACE + "/{id_}/dung")
async def stop(visit: Visiting, id_: UUID) -> Response:
    """Where the work has ended meanwhile the page says so."""
    try:
        told = await books.act(visit.intake, str(id_), "cancel")
        said = _("Đã dừng sau {n} dòng").format(n=number(told["done"]))
    except Refusal as refusal:
        if refusal.code != "register_import_ended":
            raise
        said = refusal.message
    return visit.lead_to(f"{PLACE}/{id_}", said)


@router.post(PLACE + "/{id_}/cot")
async def name_columns(visit: Visiting, id_: UUID) -> Response:
    """Remembered for the office; the book is then read again."""
    columns = shown.columns_named(visit.typed_all("tieu_de"), visit.typed_all("cot"), visit.typed_all("cot_cu"))

    async def act() -> str:
        told = await books.one_import(visit.intake, str(id_))
        if not columns:
            visit.say(_("Chưa đổi cột nào"))
            return f"{PLACE}/{id_}"
        await books.name_columns(visit.intake, told["office"], columns)
        again = await books.act(visit.intake, str(id_), "retry")
        visit.say(_("Đã nhớ {n} tên cột cho các sổ sau; đang đọc lại sổ").format(n=len(columns)))
        return f"{PLACE}/{again['id']}"

    return await visit.once(act)


@router.get(PLACE + "/{id_}/loi.xlsx")
async def rejects(visit: Visiting, id_: UUID) -> Response:
    answer = await books.rejects(visit.intake, str(id_))
    name = f"attachment; filename*=UTF-8''{quote(f'dong-khong-nhan-{id_}.xlsx')}"
    return Response(answer.content, media_type=_XLSX, headers={"Content-Disposition": name})


async def _preview(visit: Visit, told: dict[str, Any]) -> dict[str, Any]:
    if told["state"] == "cancelled":
        return {"sheets": [], "rows": [], "guess": []}
    return await books.preview(visit.intake, told["id"])


async def _start(
    visit: Visit,
    typed: dict[str, list[str]],
    problems: list[tuple[str, str]],
    status: int = 200,
    cursor: str | None = None,
) -> Response:
    past = await books.imports(visit.intake, cursor)
    own = visit.person.offices[0] if visit.person.offices[0] != "VN" else ""
    words = {each["id"]: shown.state_words(each) for each in past["items"]}
    return visit.page(
        "administration/register_imports.html",
        status,
        past=past,
        states=words,
        typed=typed,
        problems=problems,
        own_office=own,
    )
