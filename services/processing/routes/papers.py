"""The official papers of a dossier at work, printed; every print is written down before it is handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated
from uuid import UUID

from fastapi import Path, Query, Request, Response

from services.processing.dependencies import Consulting, DossierRef, Intake, ManyWorks, Official
from services.processing.queries.prints import PrintRead, prints_of
from services.processing.repository.prints import Printed
from services.processing.schemas.prints import PrintOut
from services.processing.unit_of_work.works import Works
from services.processing.usecases.draw_up_paper import draw_up_paper
from services.processing.usecases.draw_up_slip import draw_up_slip
from shared.callers import Caller
from shared.forms.press import Press
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
    return await _printed(_Print(request, works, caller, dossier.matter.id, version), draft(person), paper)


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
    return await _printed(_Print(request, works, caller, dossier.matter.id, None), draft(person), paper)


@router.get("/prints", response_model=list[PrintOut], summary="Các lần in giấy tờ của hồ sơ")
async def read_prints(caller: Official, work: Consulting, ref: DossierRef) -> Sequence[PrintRead]:
    """Oldest first: the second of a paper is its first re-print. Refuses `dossier_not_found`."""
    dossier = await work.dossiers.find(ref, visible_to=caller.offices)
    return await prints_of(work.connection, dossier.matter.id)


@dataclass(frozen=True, slots=True)
class _Print:
    """Who prints which paper."""

    request: Request
    works: Works
    caller: Caller
    dossier: UUID
    version: int | None


async def _printed(wanted: _Print, sheet: Sheet, paper: SheetSize) -> PdfResponse:
    press: Press = wanted.request.app.state.press
    pdf = await press.print_sheet(sheet, paper)
    digest = sha256(pdf).hexdigest()
    printed = Printed(wanted.dossier, wanted.version, sheet.form.value, paper.value, digest, press.signer)
    async with wanted.works.begin() as work:
        await work.prints.add(printed, work.now, wanted.caller.subject)
    return PdfResponse(pdf, sheet.code)
