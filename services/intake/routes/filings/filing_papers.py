"""Forms 02 and 03: what was told to somebody whose filing was not received as it was, printed."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from services.intake.dependencies import CurrentClock, CurrentDatabase, CurrentPress, CurrentVault, PersonReader, Seeing
from services.intake.domain.filings.filing_state import FilingAct
from services.intake.domain.privacy.views import Seen
from services.intake.routes.filings.filing_requests import FilingPath
from services.intake.unit_of_work.filing_book import FilingBook
from services.intake.unit_of_work.seeing import See
from services.intake.usecases.filings.draw_up_filing_notice import draw_up_filing_notice
from services.intake.vault.vault import Vault
from shared.callers import Caller
from shared.clock import Clock
from shared.db.database import Database
from shared.forms.press import Press
from shared.forms.sheet import SheetSize
from shared.web.app import make_router
from shared.web.pdf import PDF, PdfResponse

router = make_router("papers", prefix="/filings/{filing}")
Paper = Annotated[SheetSize, Query(description="Khổ giấy")]


@router.get(
    "/completion-request.pdf",
    summary="Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (mẫu số 02)",
    response_class=Response,
    responses=PDF,
)
async def print_completion_request(
    filing: FilingPath,
    caller: PersonReader,
    database: CurrentDatabase,
    press: CurrentPress,
    vault: CurrentVault,
    clock: CurrentClock,
    see: Seeing,
    paper: Paper = SheetSize.A5,
) -> Response:
    """As it was asked; printing again gives the same bytes. Refuses: filing_not_found, notice_not_made."""
    return await _print(FilingAct.COMPLETION_REQUESTED, filing, caller, database, press, vault, clock, see, paper)


@router.get(
    "/refusal.pdf",
    summary="Phiếu từ chối tiếp nhận giải quyết hồ sơ (mẫu số 03)",
    response_class=Response,
    responses=PDF,
)
async def print_refusal(
    filing: FilingPath,
    caller: PersonReader,
    database: CurrentDatabase,
    press: CurrentPress,
    vault: CurrentVault,
    clock: CurrentClock,
    see: Seeing,
    paper: Paper = SheetSize.A5,
) -> Response:
    """As it was refused; printing again gives the same bytes. Refuses: filing_not_found, notice_not_made."""
    return await _print(FilingAct.REFUSED, filing, caller, database, press, vault, clock, see, paper)


async def _print(
    act: FilingAct,
    filing: UUID,
    caller: Caller,
    database: Database,
    press: Press,
    vault: Vault,
    clock: Clock,
    see: See,
    paper: SheetSize,
) -> Response:
    # not the Reading dependency: the connection is given back before the press runs
    async with database.reading() as connection:
        filed = await FilingBook(connection, vault, clock.now()).filings.find(filing, visible_to=caller.offices)
        sheet = await draw_up_filing_notice(connection, filed, act)
    await see(filed.id, Seen.PAPER)
    return PdfResponse(await press.print_sheet(sheet, paper), str(filed.id))
