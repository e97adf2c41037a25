"""The official papers of a dossier at work, printed."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from services.processing.dependencies import DossierRef, Intake, ManyWorks, Official
from services.processing.usecases.draw_up_paper import draw_up_paper
from services.processing.usecases.draw_up_slip import draw_up_slip
from shared.forms.sheet import Sheet, SheetSize
from shared.web.app import make_router
from shared.web.pdf import PDF, PdfResponse

router = make_router("papers", prefix="/dossiers/{dossier}")
Paper = Annotated[SheetSize, Query(description="Khổ giấy")]


@router.get(
    "/acts/{version}/paper.pdf", summary="Giấy tờ của một việc (mẫu 02–05)", response_class=Response, responses=PDF
)
async def print_paper(
    caller: Official,
    works: ManyWorks,
    intake: Intake,
    ref: DossierRef,
    version: Annotated[int, Path(ge=1, le=10**9, description="Số thứ tự của việc trong lịch sử")],
    request: Request,
    paper: Paper = SheetSize.A5,
) -> Response:
    """PDF/A-2b and PDF/UA-1, signed where there is a certificate; printed again it has the same bytes.

    The applicant is read from intake in the caller's name and logged there, once it is sure that there is a paper.
    Refuses: dossier_not_found, act_has_no_paper, act_was_undone, paper_made_on_paper, person_not_found,
    dossier_erased, intake_not_reachable (503), signing_certificate_expired (503).
    """
    async with works.look() as work:
        dossier = await work.dossiers.find(ref, visible_to=caller.offices)
        draft = await draw_up_paper(work, dossier, version)
    person = await intake.person_of(dossier.matter.id, request.headers["authorization"])
    return await _printed(request, draft(person), paper)


@router.get(
    "/control-slip.pdf",
    summary="Phiếu kiểm soát quá trình giải quyết hồ sơ (mẫu 05; từ 2025: 06)",
    response_class=Response,
    responses=PDF,
)
async def print_slip(
    caller: Official, works: ManyWorks, intake: Intake, ref: DossierRef, request: Request, paper: Paper = SheetSize.A5
) -> Response:
    """Every hand-over with giver, taker, time and outcome. Refuses as the other papers do."""
    async with works.look() as work:
        dossier = await work.dossiers.find(ref, visible_to=caller.offices)
        draft = await draw_up_slip(work, dossier)
    person = await intake.person_of(dossier.matter.id, request.headers["authorization"])
    return await _printed(request, draft(person), paper)


async def _printed(request: Request, sheet: Sheet, paper: SheetSize) -> PdfResponse:
    return PdfResponse(await request.app.state.press.print_sheet(sheet, paper), sheet.code)
