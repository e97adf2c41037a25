"""Scans: upload one, list those of a dossier, open one."""

import re
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Query, Request, Response
from fastapi.responses import StreamingResponse
from starlette.requests import ClientDisconnect

from services.intake.dependencies import (
    CurrentArchive,
    CurrentCounter,
    CurrentDatabase,
    CurrentVault,
    NamePath,
    PersonReader,
    ScanUploader,
    Seeing,
)
from services.intake.domain.organisation.office import must_be_in_force
from services.intake.domain.organisation.reach import must_serve
from services.intake.domain.privacy.views import Seen
from services.intake.domain.scans.kind import ScanType
from services.intake.domain.scans.refusals import not_whole
from services.intake.queries.dossiers.dossiers import find_dossier
from services.intake.queries.scans.scans import KeptScan, scan_of, scans_of
from services.intake.repository.scans.scans import Upload
from services.intake.schemas.dossiers.dossier_in import Digest
from services.intake.schemas.parts import OfficeCode
from services.intake.schemas.scans.scans import ScanOfPaperOut, ScanOut, ScansOut
from services.intake.usecases.scans.open_scan import open_scan
from services.intake.usecases.scans.take_in_scan import take_in_scan
from shared.web.app import make_router
from shared.web.transaction import Reading
from shared.worktime import legal_day

router = make_router("scans")
SCAN_BYTES = 20 * 1024 * 1024
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": dict.fromkeys((*(type_.value for type_ in ScanType), "application/octet-stream"), _BINARY),
    }
}
_KEPT: dict[int | str, dict[str, Any]] = {
    200: {"model": ScanOut, "description": "Bộ phận này đã tải lên tệp đó từ trước"},
    201: {"model": ScanOut},
}
SCAN_FILE: dict[int | str, dict[str, Any]] = {200: {"content": {type_.value: _BINARY for type_ in ScanType}}}
# A scan comes from outside: it may not run, be taken for something else, be framed or be kept by anybody on the way.
_HARMLESS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@router.post(
    "/scans",
    status_code=201,
    summary="Tải lên bản quét của một giấy tờ",
    max_body_size=SCAN_BYTES,
    openapi_extra=_BODY,
    responses=_KEPT,
)
async def upload_scan(
    request: Request,
    response: Response,
    caller: ScanUploader,
    database: CurrentDatabase,
    counter: CurrentCounter,
    archive: CurrentArchive,
    desk: Annotated[OfficeCode, Query(description="Bộ phận tiếp nhận quét giấy tờ này")],
) -> ScanOut:
    """The file (PDF, JPEG, PNG or TIFF up to 20 MB) as the raw body; its type is told by content, not by the header.

    Kept encrypted. A file that no paper refers to within 24 hours is removed. Refuses: scan_type_not_taken,
    scan_not_whole, scan_is_locked, scan_has_actions, body_too_large (413), office_not_found (404),
    office_not_in_force, desk_out_of_reach (403), scan_store_unavailable (503).
    """
    now = counter.clock.now()
    office = (await counter.shelf.desk(desk, legal_day(now))).office
    must_serve(caller, office.path)
    must_be_in_force(office, legal_day(now))
    upload = Upload(office.code, caller.subject, now)
    kept = await take_in_scan(database, archive, counter.vault, counter.clock, upload, _chunks(request))
    response.status_code = 201 if kept.is_new else 200
    response.headers["Cache-Control"] = "no-store"
    return ScanOut.of(kept)


@router.get("/dossiers/{id_or_code}/scans", summary="Các bản quét của một hồ sơ")
async def list_scans(
    id_or_code: NamePath, caller: PersonReader, connection: Reading, vault: CurrentVault, response: Response
) -> ScansOut:
    """Those of earlier revisions too. Refuses: dossier_not_found."""
    dossier = await find_dossier(connection, vault, id_or_code, caller.offices)
    response.headers["Cache-Control"] = "no-store"
    found = await scans_of(connection, dossier.id)
    return ScansOut(items=[ScanOfPaperOut.beside(scan, dossier.papers) for scan in found])


@router.get(
    "/dossiers/{id_or_code}/scans/{digest}",
    summary="Mở một bản quét",
    response_class=StreamingResponse,
    responses=SCAN_FILE,
)
async def read_scan(
    id_or_code: NamePath,
    digest: Digest,
    caller: PersonReader,
    database: CurrentDatabase,
    vault: CurrentVault,
    archive: CurrentArchive,
    see: Seeing,
) -> StreamingResponse:
    """Pictures are shown, PDF and TIFF handed out as files. A long file that fails midway ends before its length.

    Refuses: dossier_not_found, scan_not_found, scan_damaged (409), scan_not_kept (404), scan_store_unavailable (503).
    """
    # not the Reading dependency: the connection is given back before the file goes out
    async with database.reading() as connection:
        dossier = await find_dossier(connection, vault, id_or_code, caller.offices)
        scan = await scan_of(connection, dossier.id, digest)
    await see(dossier.id, Seen.SCAN)
    content = await open_scan(archive, vault, scan)
    return StreamingResponse(content, media_type=scan.type, headers=scan_headers(scan, dossier.code))


def scan_headers(scan: KeptScan, code: str) -> dict[str, str]:
    """For handing a scan out under the name of its dossier, harmless to whoever opens it."""
    kind = ScanType(scan.type)
    name = f"{re.sub(r'[^A-Za-z0-9._-]', '_', code)}-{scan.digest[:8]}.{kind.ending}"
    way = "inline" if kind.is_shown else "attachment"
    return {
        **_HARMLESS,
        "Content-Length": str(scan.size),
        "Content-Disposition": f'{way}; filename="{name}"',
    }


async def _chunks(request: Request) -> AsyncIterator[bytes]:
    try:
        async for chunk in request.stream():
            yield chunk
    except ClientDisconnect as gone:
        raise not_whole() from gone
