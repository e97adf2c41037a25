"""The one door of the national portal's program to people: what it must tell of them, and nothing kept there."""

from uuid import UUID

from fastapi import Response
from fastapi.responses import StreamingResponse

from services.intake.dependencies import (
    CurrentArchive,
    CurrentClock,
    CurrentDatabase,
    CurrentShelf,
    CurrentVault,
    CurrentWork,
    PortalCaller,
    Seeing,
)
from services.intake.domain.privacy.views import Seen
from services.intake.queries.scans.scans import scan_of
from services.intake.queries.telling.matters import log_matters, name_matter, read_matters
from services.intake.routes.scans.scans import SCAN_FILE, scan_headers
from services.intake.schemas.dossiers.dossier_in import Digest
from services.intake.schemas.telling.matters import FeesPaidIn, MatterOut, MattersIn, MattersOut
from services.intake.unit_of_work.seeing import view_of
from services.intake.usecases.dossiers.settle_fees import settle_fees
from services.intake.usecases.scans.open_scan import open_scan
from shared.web.app import make_router

router = make_router("telling")


@router.post("/matters", summary="Nội dung hồ sơ để đồng bộ lên Cổng dịch vụ công quốc gia")
async def matters(
    body: MattersIn,
    caller: PortalCaller,
    database: CurrentDatabase,
    vault: CurrentVault,
    clock: CurrentClock,
    response: Response,
) -> MattersOut:
    """Only for the program that tells them; those out of its reach are left out. Each one is logged as its view."""
    response.headers["Cache-Control"] = "no-store"
    async with database.reading() as connection:
        found = await read_matters(connection, vault, body.dossiers, body.filings, caller.offices)
    if found:
        async with database.holding() as connection:
            await log_matters(connection, view_of(caller, clock, Seen.TOLD), [matter.id for matter in found])
    return MattersOut(items=[MatterOut.of(matter) for matter in found])


@router.get(
    "/matters/{matter}/scans/{digest}",
    summary="Mở bản quét của hồ sơ (hoặc hồ sơ nộp) cho Cổng dịch vụ công quốc gia",
    response_class=StreamingResponse,
    responses=SCAN_FILE,
)
async def matter_scan(
    matter: UUID,
    digest: Digest,
    caller: PortalCaller,
    database: CurrentDatabase,
    vault: CurrentVault,
    archive: CurrentArchive,
    see: Seeing,
) -> StreamingResponse:
    """A file that the portal fetches by a link we told it; logged as a view.

    Refuses: matter_not_found, scan_not_found, scan_damaged (409), scan_not_kept (404), scan_store_unavailable (503).
    """
    # not the Reading dependency: the connection is given back before the file goes out
    async with database.reading() as connection:
        name = await name_matter(connection, matter, caller.offices)
        scan = await scan_of(connection, matter, digest)
    await see(matter, Seen.SCAN)
    content = await open_scan(archive, vault, scan)
    return StreamingResponse(content, media_type=scan.type, headers=scan_headers(scan, name))


@router.post("/matters/{matter}/fees-paid", status_code=204, summary="Phí, lệ phí còn nợ đã được nộp trực tuyến")
async def fees_paid(
    matter: UUID, body: FeesPaidIn, caller: PortalCaller, work: CurrentWork, vault: CurrentVault, shelf: CurrentShelf
) -> None:
    """All that are owed, by one payment; kept as a new revision. Told again, it changes nothing.

    Refuses: dossier_not_found, fees_differ (409), dossier_erased (409).
    """
    await settle_fees(work, vault, shelf, caller, matter, body.amount, body.transaction)
