"""By what an applicant wants to be told of their dossier."""

from services.intake.dependencies import Bookkeeper, CurrentVault, CurrentWork, DossierReader, NamePath
from services.intake.queries.notices.consents import consents_of
from services.intake.queries.privacy.views import find_dossier_id
from services.intake.schemas.notices.notices import ConsentIn, ConsentOut
from services.intake.schemas.parts import Page
from services.intake.usecases.notices.change_consent import change_consent
from shared.web.app import make_router
from shared.web.transaction import Reading

router = make_router("notices")


@router.put("/dossiers/{id_or_code}/consent", summary="Người nộp đổi cách nhận tin")
async def change(
    id_or_code: NamePath, body: ConsentIn, caller: Bookkeeper, work: CurrentWork, vault: CurrentVault
) -> ConsentOut:
    """Holds from now on; what waits by a medium that is no longer wanted is not sent.

    Refuses: dossier_not_found, dossier_erased (409), notify_address_missing.
    """
    consent = await change_consent(work, vault, caller, id_or_code, media=body.notify_by, reason=body.reason)
    return ConsentOut.of(consent)


@router.get("/dossiers/{id_or_code}/consent", summary="Người nộp đồng ý nhận tin qua kênh nào")
async def read_consents(id_or_code: NamePath, caller: DossierReader, connection: Reading) -> Page[ConsentOut]:
    """Newest first: the first one holds; none, and nobody agreed to anything. Refuses: dossier_not_found."""
    dossier = await find_dossier_id(connection, id_or_code, caller.offices)
    found = await consents_of(connection, dossier)
    return Page(items=[ConsentOut.of(consent) for consent in found], next=None)
