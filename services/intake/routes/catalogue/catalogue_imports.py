"""Catalogue files: what would change, then make it the items of a draft decision."""

from collections.abc import AsyncIterator
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request

from services.intake.dependencies import CurrentClock, CurrentDatabase, Organiser
from services.intake.repository.catalogue.catalogue_files import read_catalogue_file
from services.intake.routes.registers.register_imports import MediaTypeNotTaken
from services.intake.schemas.catalogue.catalogue_imports import CatalogueImportOut
from services.intake.unit_of_work.work import Work
from services.intake.usecases.catalogue.import_catalogue import Asked, import_catalogue
from shared.web.app import make_router

router = make_router("catalogue-imports")
_FILE_BYTES = 40 * 1024 * 1024
_TYPES = (
    *("application/octet-stream", "text/csv", "application/zip"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in _TYPES},
    }
}


@router.post(
    "/catalogue-imports",
    summary="So sánh một tệp danh mục thủ tục, rồi đưa phần khác vào dự thảo quyết định",
    max_body_size=_FILE_BYTES,
    openapi_extra=_BODY,
)
async def import_file(
    request: Request,
    caller: Organiser,
    database: CurrentDatabase,
    clock: CurrentClock,
    decision: Annotated[UUID, Query(description="Dự thảo quyết định công bố")],
    commit: Annotated[bool, Query(description="false: chỉ xem sẽ đổi gì")] = False,
    skip_refused: Annotated[bool, Query(description="Vẫn ghi các dòng tốt khi có dòng không nhận được")] = False,
    abolish_missing: Annotated[
        bool, Query(description="Bãi bỏ thủ tục đang có hiệu lực ở các lĩnh vực trong tệp mà tệp không có")
    ] = False,
    show: Annotated[int, Query(ge=0, le=5000, description="Số dòng kể ra trong mỗi danh sách")] = 200,
) -> CatalogueImportOut:
    """The raw body: CSV (UTF-8), an archive with a CSV of procedures and one of papers, or a workbook with such sheets.

    All or nothing, and the same file again changes nothing. Publish the decision afterwards.
    Refuses: catalogue_file_not_readable, catalogue_rows_refused, decision_not_found (404),
    decision_already_published (409), office_out_of_reach (403), body_too_large (413), media_type_not_taken (415).
    """
    _check_type(request.headers.get("content-type", ""))
    file = await read_catalogue_file(request.app.state.station.settings.files / "catalogues", _chunks(request))
    asked = Asked(decision, commit, skip_refused, abolish_missing)
    async with database.transaction() as connection:
        found = await import_catalogue(Work(connection, clock.now()), caller, asked, file)
    return CatalogueImportOut.of(found, show)


def _check_type(content_type: str) -> None:
    if content_type.partition(";")[0].strip().lower() not in _TYPES:
        raise MediaTypeNotTaken("media_type_not_taken", "Gửi tệp dạng application/octet-stream, CSV, ZIP hoặc XLSX")


async def _chunks(request: Request) -> AsyncIterator[bytes]:
    async for chunk in request.stream():
        yield chunk
