"""Register books: hand one in, and follow the work on it."""

from collections.abc import AsyncIterator
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request
from fastapi.responses import FileResponse

from services.intake.dependencies import (
    CurrentBooks,
    CurrentClock,
    CurrentDatabase,
    CurrentWork,
    Registrar,
    WakeBooks,
)
from services.intake.domain.organisation.reach import office_out_of_reach
from services.intake.queries.organisation.offices import find_office, reaches
from services.intake.queries.registers.register_imports import (
    SHOWN,
    doubts_of_import,
    find_import,
    list_imports,
    rejects_by_reason,
)
from services.intake.routes.cursors import moment_cursor
from services.intake.schemas.parts import OfficeCode, Page
from services.intake.schemas.registers.register_imports import RegisterImportLine, RegisterImportOut, RegisterSummaryOut
from services.intake.usecases.registers.cancel_import import cancel_import
from services.intake.usecases.registers.commit_import import commit_import
from services.intake.usecases.registers.hand_in_register import hand_in_register
from services.intake.usecases.registers.list_rejects import list_rejects
from services.intake.usecases.registers.try_again import try_again
from shared.errors import Invalid
from shared.web.app import make_router
from shared.web.fields import Text
from shared.web.paging import Cursor, PageSize, write_cursor
from shared.web.transaction import Reading
from shared.worktime import legal_day

router = make_router("register-imports")
BOOK_BYTES = 128 * 1024 * 1024  # 300,000 rows are 35 MB as XLSX and some 110 MB as CSV
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES = (_XLSX, "text/csv", "application/octet-stream")
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in _TYPES},
    }
}


@router.post(
    "/register-imports",
    status_code=202,
    summary="Nạp sổ theo dõi hồ sơ",
    max_body_size=BOOK_BYTES,
    openapi_extra=_BODY,
)
async def hand_in(
    request: Request,
    caller: Registrar,
    database: CurrentDatabase,
    clock: CurrentClock,
    books: CurrentBooks,
    wake: WakeBooks,
    office: Annotated[OfficeCode, Query(description="Đơn vị có sổ này")],
    commit: Annotated[bool, Query(description="false: chỉ xem trước")] = False,
    file_name: Annotated[Text, Query(max_length=200)] = "so.xlsx",
) -> RegisterImportOut:
    """The book (XLSX, XLS, ODS, CSV in UTF-8, up to 128 MB) as the raw body. Work goes on after the answer: follow it.

    A column `Đơn vị tiếp nhận` or `Mã đơn vị` says for each row which office below `office` it belongs to.

    Refuses: file_not_a_workbook, body_too_large (413), office_not_found (404), office_out_of_reach (403).
    """
    _check_type(request.headers.get("content-type", ""))
    async with database.reading() as connection:
        found = await find_office(connection, office, legal_day(clock.now()))
        is_reached = await reaches(connection, found.code, caller.offices)
    if not is_reached:
        raise office_out_of_reach()
    id_ = await hand_in_register(
        *(database, clock, books, caller, found), file_name=file_name, is_committing=commit, chunks=_chunks(request)
    )
    wake()
    async with database.reading() as connection:
        return RegisterImportOut.of(*await find_import(connection, id_, caller.offices))


@router.get("/register-imports", summary="Các lần nạp sổ")
async def list_all(
    caller: Registrar, connection: Reading, cursor: Cursor = None, limit: PageSize = 50
) -> Page[RegisterImportLine]:
    """Those of the caller's offices, newest first. Refuses: cursor_not_valid."""
    before = moment_cursor(cursor)
    found = await list_imports(connection, reach=caller.offices, before=before, limit=limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    items = [RegisterImportLine.line(read) for read in found[:limit]]
    return Page(items=items, next=write_cursor(last.created_at, last.id) if last else None)


@router.get("/register-imports/{id_}", summary="Tình trạng một lần nạp sổ")
async def follow(
    id_: UUID,
    caller: Registrar,
    connection: Reading,
    shown: Annotated[int, Query(ge=0, le=SHOWN, description="Nêu nhiều nhất bao nhiêu dòng không nhận")] = SHOWN,
) -> RegisterImportOut:
    """Each rejected row with its number and what to do. Refuses: register_import_not_found."""
    return RegisterImportOut.of(*await find_import(connection, id_, caller.offices, shown))


@router.get("/register-imports/{id_}/summary", summary="Tổng hợp một lần nạp sổ theo lý do")
async def summary(id_: UUID, caller: Registrar, connection: Reading) -> RegisterSummaryOut:
    """Rows read, ready, doubtful and refused, each reason with its first rows. Refuses: register_import_not_found."""
    read, _ = await find_import(connection, id_, caller.offices, 0)
    reasons, doubts = await rejects_by_reason(connection, id_), await doubts_of_import(connection, id_)
    return RegisterSummaryOut.of(read, reasons, doubts)


@router.post("/register-imports/{id_}/commit", status_code=202, summary="Ghi sổ đã xem trước")
async def commit(
    id_: UUID, caller: Registrar, work: CurrentWork, books: CurrentBooks, wake: WakeBooks
) -> RegisterImportOut:
    """The book that was tried is written, as another import: follow that one.

    Refuses: register_import_not_found, register_import_not_done, register_import_not_a_trial (409), book_not_kept.
    """
    tried, _ = await find_import(work.connection, id_, caller.offices, 0)
    written = await commit_import(work, books, caller, tried)
    wake()
    return RegisterImportOut.of(*await find_import(work.connection, written, caller.offices))


@router.post("/register-imports/{id_}/retry", status_code=202, summary="Đọc lại sổ, chưa ghi")
async def retry(
    id_: UUID, caller: Registrar, work: CurrentWork, books: CurrentBooks, wake: WakeBooks
) -> RegisterImportOut:
    """A new trial of the same file, by the columns' names of now. Refuses: register_import_not_found, book_not_kept."""
    before, _ = await find_import(work.connection, id_, caller.offices, 0)
    tried = await try_again(work, books, caller, before)
    wake()
    return RegisterImportOut.of(*await find_import(work.connection, tried, caller.offices))


@router.post("/register-imports/{id_}/cancel", summary="Dừng một lần nạp sổ")
async def cancel(id_: UUID, caller: Registrar, work: CurrentWork) -> RegisterImportOut:
    """Rows that are committed stay, and the answer says how many. Refuses: register_import_not_found,
    register_import_ended (409)."""
    await find_import(work.connection, id_, caller.offices, 0)
    await cancel_import(work, id_)
    return RegisterImportOut.of(*await find_import(work.connection, id_, caller.offices))


@router.get(
    "/register-imports/{id_}/rejects.xlsx",
    summary="Các dòng không nhận được, lý do ở cột cuối",
    response_class=FileResponse,
    responses={200: {"content": {_XLSX: {"schema": {"type": "string", "format": "binary"}}}}},
)
async def rejects(id_: UUID, caller: Registrar, database: CurrentDatabase, books: CurrentBooks) -> FileResponse:
    """The rows as the book has them: mend them and hand the file in again.

    Refuses: register_import_not_found, register_import_not_done (409), book_not_kept (404).
    """
    path = await list_rejects(database, books, id_, caller.offices)
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return FileResponse(path, media_type=_XLSX, filename=f"dong-khong-nhan-{id_}.xlsx", headers=headers)


def _check_type(content_type: str) -> None:
    if content_type.partition(";")[0].strip().lower() not in _TYPES:
        raise MediaTypeNotTaken("media_type_not_taken", "Gửi sổ dạng application/octet-stream, kiểu XLSX hoặc text/csv")


class MediaTypeNotTaken(Invalid):
    """The body is declared as something else than a workbook."""

    status = 415


async def _chunks(request: Request) -> AsyncIterator[bytes]:
    async for chunk in request.stream():
        yield chunk
