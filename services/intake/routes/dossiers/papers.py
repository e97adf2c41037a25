"""The official papers, printed."""

from typing import Annotated

from fastapi import Query, Response

from services.intake.dependencies import (
    CurrentDatabase,
    CurrentPress,
    CurrentStation,
    CurrentVault,
    NamePath,
    PersonReader,
    Seeing,
)
from services.intake.domain.privacy.views import Seen
from services.intake.forms.receipt_extras import Slip
from services.intake.queries.dossiers.dossiers import DossierRead, find_dossier
from services.intake.queries.privacy.prints import prints_of
from services.intake.queries.privacy.views import find_dossier_id
from services.intake.schemas.dossiers.prints import PrintOut
from services.intake.usecases.dossiers.draw_up_receipt import draw_up_receipt
from services.intake.vault.slips import slip_secret
from services.intake.vault.vault import Vault
from shared.forms.sheet import SheetSize
from shared.settings import Settings
from shared.web.app import make_router
from shared.web.pdf import PDF, PdfResponse
from shared.web.transaction import Reading
from shared.worktime import legal_day

router = make_router("papers")


@router.get(
    "/dossiers/{id_or_code}/receipt.pdf",
    summary="Giấy tiếp nhận hồ sơ và hẹn trả kết quả (mẫu số 01)",
    response_class=Response,
    responses=PDF,
)
async def print_receipt(
    id_or_code: NamePath,
    caller: PersonReader,
    database: CurrentDatabase,
    press: CurrentPress,
    station: CurrentStation,
    vault: CurrentVault,
    see: Seeing,
    paper: Annotated[SheetSize, Query(description="Khổ giấy")] = SheetSize.A5,
) -> Response:
    """PDF/A-2b and PDF/UA-1, signed where the service has a certificate; printing again gives the same bytes.

    Who prints is logged. Refuses: dossier_not_found, dossier_erased, receipt_made_on_paper,
    signing_certificate_expired (503).
    """
    # not the Reading dependency: the connection is given back before the press runs
    async with database.reading() as connection:
        dossier = await find_dossier(connection, vault, id_or_code, caller.offices)
        sheet = await draw_up_receipt(connection, dossier, _slip(vault, station.settings, dossier))
    pdf = await press.print_sheet(sheet, paper)
    await see.printed(dossier.id, Seen.RECEIPT, pdf, paper.value, press.signer)
    return PdfResponse(pdf, dossier.code)


@router.get("/dossiers/{id_or_code}/prints", summary="Các lần in giấy hẹn của hồ sơ")
async def read_prints(id_or_code: NamePath, caller: PersonReader, connection: Reading) -> list[PrintOut]:
    """Oldest first: the second is the first re-print. Refuses: dossier_not_found."""
    dossier = await find_dossier_id(connection, id_or_code, caller.offices)
    return [PrintOut.of(each) for each in await prints_of(connection, dossier)]


def _slip(vault: Vault, settings: Settings, dossier: DossierRead) -> Slip | None:
    """Of receipts from the day on which the office began to print them: earlier ones print as they did."""
    accepted_on = legal_day(dossier.accepted_at)
    if not settings.tracker_url or (settings.slips_from and accepted_on < settings.slips_from):
        return None
    return Slip(settings.tracker_url, slip_secret(vault, dossier.code, accepted_on))
