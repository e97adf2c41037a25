"""Correcting a receipt after a mistake, and reading what earlier revisions said."""

from fastapi import Response

from services.intake.dependencies import Bookkeeper, CurrentShelf, CurrentVault, CurrentWork, NamePath, PersonReader
from services.intake.queries.dossiers import find_dossier
from services.intake.queries.revisions import revisions_of
from services.intake.schemas.corrections import CorrectionIn, RevisionOut
from services.intake.schemas.dossiers import DossierOut
from services.intake.schemas.parts import Page
from services.intake.usecases.correct_dossier import correct_dossier
from shared.web.app import make_router
from shared.web.transaction import Reading

router = make_router("dossiers")
_PRIVATE = {"Cache-Control": "no-store"}


@router.post("/dossiers/{id_or_code}/corrections", status_code=201, summary="Đính chính hồ sơ đã tiếp nhận")
async def correct(
    id_or_code: NamePath,
    body: CorrectionIn,
    caller: Bookkeeper,
    work: CurrentWork,
    vault: CurrentVault,
    shelf: CurrentShelf,
    response: Response,
) -> DossierOut:
    """The dossier in its new revision; the receipt prints again with that number. The code stays.

    Refuses: dossier_not_found, revision_conflict (409), dossier_erased (409), nothing_corrected, dossier_ended (409),
    due_date_passed (409), due_before_received, procedure_not_found (404), procedure_not_in_force, and what receiving
    refuses of people.
    """
    response.headers.update(_PRIVATE)
    dossier = await correct_dossier(work, vault, shelf, caller, id_or_code, body.as_correction())
    return DossierOut.whole(dossier, with_person=True)


@router.get("/dossiers/{id_or_code}/revisions", summary="Các bản trước khi đính chính")
async def earlier_revisions(
    id_or_code: NamePath, caller: PersonReader, connection: Reading, vault: CurrentVault, response: Response
) -> Page[RevisionOut]:
    """Oldest first, each with what replaced it and why. Refuses: dossier_not_found."""
    response.headers.update(_PRIVATE)
    dossier = await find_dossier(connection, vault, id_or_code, caller.offices)
    read = await revisions_of(connection, vault, dossier.id)
    return Page(items=[RevisionOut.of(one) for one in read], next=None)
