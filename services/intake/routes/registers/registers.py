"""The register books (sổ theo dõi hồ sơ) of desks, as workbook and as paper form."""

from typing import Annotated, Any

from fastapi import Path, Query
from fastapi.responses import StreamingResponse

from services.intake.dependencies import Bookkeeper, CurrentBindery, CurrentClock, CurrentDatabase, Seeing
from services.intake.forms.bindery import BookKind
from services.intake.routes.attachment import attachment
from services.intake.schemas.parts import OfficeCode
from services.intake.unit_of_work.seeing import See
from services.intake.usecases.registers.export_register import RegisterExport, export_register
from shared.web.app import make_router
from shared.web.fields import Day

router = make_router("registers")
_TYPES = {
    BookKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    BookKind.PDF: "application/pdf",
}
OfficePath = Annotated[OfficeCode, Path(description="Bộ phận tiếp nhận (mã hoặc tên gọi khác)")]
From = Annotated[Day | None, Query(alias="from", description="Tiếp nhận từ ngày; mặc định đầu năm")]
To = Annotated[Day | None, Query(alias="to", description="đến hết ngày; mặc định hôm nay")]


def _file(kind: BookKind) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {_TYPES[kind]: {"schema": {"type": "string", "format": "binary"}}}}}


@router.get(
    "/registers/{office}.xlsx",
    summary="Sổ theo dõi hồ sơ, bản Excel",
    response_class=StreamingResponse,
    responses=_file(BookKind.XLSX),
)
async def register_workbook(
    office: OfficePath,
    caller: Bookkeeper,
    database: CurrentDatabase,
    bindery: CurrentBindery,
    clock: CurrentClock,
    see: Seeing,
    first: From = None,
    last: To = None,
) -> StreamingResponse:
    """Form 06 of TT 01/2018, 07 of TT 03/2025, within one year, 500,000 dossiers at most; our own
    import reads it back.

    Refuses: office_not_found, office_out_of_reach (403), register_span_not_one_year, register_too_long,
    register_not_written (503).
    """
    return await _answer(
        see, await export_register(database, bindery, clock, caller, office, first, last, BookKind.XLSX)
    )


@router.get(
    "/registers/{office}.pdf",
    summary="Sổ theo dõi hồ sơ, bản in",
    response_class=StreamingResponse,
    responses=_file(BookKind.PDF),
)
async def register_paper(
    office: OfficePath,
    caller: Bookkeeper,
    database: CurrentDatabase,
    bindery: CurrentBindery,
    clock: CurrentClock,
    see: Seeing,
    first: From = None,
    last: To = None,
) -> StreamingResponse:
    """A4 lying, pages numbered, with opening and closing notes; 3,000 dossiers at most. Refuses as the workbook."""
    return await _answer(
        see, await export_register(database, bindery, clock, caller, office, first, last, BookKind.PDF)
    )


async def _answer(see: See, book: RegisterExport) -> StreamingResponse:
    """Written down who takes which book with how many dossiers, before its first byte."""
    asked = {"office": book.office, "from": f"{book.first}", "to": f"{book.last}", "format": book.kind.value}
    try:
        await see.register(asked, book.count)
    except BaseException:
        book.file.close()
        raise
    name = f"so-theo-doi-{book.office}-{book.first:%Y%m%d}-{book.last:%Y%m%d}.{book.kind.value}"
    return attachment(book.file, name, _TYPES[book.kind])
