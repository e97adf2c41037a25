"""Correcting a receipt after a mistake, and reading what earlier revisions said."""

from fastapi import Response

from services.intake.dependencies import (
    Bookkeeper,
    CurrentDatabase,
    CurrentShelf,
    CurrentVault,
    CurrentWork,
    NamePath,
    PersonReader,
    Seeing,
)
from services.intake.domain.privacy.views import Seen
from services.intake.queries.dossiers.dossiers import find_dossier
from services.intake.queries.dossiers.revisions import revisions_of
from services.intake.schemas.dossiers.corrections import CorrectionIn, RevisionOut
from services.intake.schemas.dossiers.dossiers import DossierOut
from services.intake.schemas.parts import Page
from services.intake.usecases.dossiers.correct_dossier import correct_dossier
from shared.web.app import make_router

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
    see: Seeing,
    response: Response,
) -> DossierOut:
    """The dossier in its new revision; the receipt prints again with that number. The code stays.

    Refuses: dossier_not_found, revision_conflict (409), dossier_erased (409), nothing_corrected, dossier_ended (409),
    due_date_passed (409), due_before_received, procedure_not_found (404), procedure_not_in_force, and what receiving
    refuses of people.
    """
    response.headers.update(_PRIVATE)
    dossier = await correct_dossier(work, vault, shelf, caller, id_or_code, body.as_correction())
    await see.within(work.connection, dossier.id, Seen.DOSSIER)
    return DossierOut.whole(dossier, with_person=True)


@router.get("/dossiers/{id_or_code}/revisions", summary="Các bản trước khi đính chính")
async def earlier_revisions(
    id_or_code: NamePath,
    caller: PersonReader,
    database: CurrentDatabase,
    vault: CurrentVault,
    see: Seeing,
    response: Response,
) -> Page[RevisionOut]:
    """Oldest first, each with what replaced it and why. Who reads is logged. Refuses: dossier_not_found."""
    response.headers.update(_PRIVATE)
    async with database.reading() as connection:
        dossier = await find_dossier(connection, vault, id_or_code, caller.offices)
        read = await revisions_of(connection, vault, dossier.id)
    await see(dossier.id, Seen.CORRECTION)
    return Page(items=[RevisionOut.of(one) for one in read], next=None)
