"""The checklist of a dossier's papers."""

from fastapi import Response

from services.intake.dependencies import CurrentVault, NamePath, PersonReader
from services.intake.domain.dossiers.checklist import compare
from services.intake.domain.dossiers.receipt import Paper, PaperForm
from services.intake.queries.catalogue.procedures import asked_for
from services.intake.queries.dossiers.dossiers import find_dossier
from services.intake.schemas.dossiers.checklist import ChecklistOut
from shared.web.app import make_router
from shared.web.transaction import Reading

router = make_router("dossiers")


@router.get("/dossiers/{id_or_code}/checklist", summary="Đối chiếu giấy tờ đã nộp với thành phần hồ sơ của thủ tục")
async def read_checklist(
    id_or_code: NamePath, caller: PersonReader, connection: Reading, vault: CurrentVault, response: Response
) -> ChecklistOut:
    """By the version of the procedure under which the dossier was accepted. Refuses: dossier_not_found."""
    dossier = await find_dossier(connection, vault, id_or_code, caller.offices)
    asked = await asked_for(connection, dossier.procedure, dossier.procedure_version, dossier.case_name)
    brought = [Paper(**{**paper, "form": PaperForm(paper["form"])}) for paper in dossier.papers]
    response.headers["Cache-Control"] = "no-store"
    checklist = compare(asked, brought, dossier.case_name)
    return ChecklistOut.of(checklist, dossier.procedure, dossier.procedure_version, dossier.case_name)
