"""Writes down that an applicant wants to be told by other media, or no longer."""

from collections.abc import Sequence

from services.intake.domain.dossiers.applicant import Applicant
from services.intake.domain.notices.consent import Consent, agreed
from services.intake.queries.dossiers.dossiers import find_dossier
from services.intake.repository.notices.consents import Consents
from services.intake.unit_of_work.work import Work
from services.intake.vault.vault import Vault
from shared.callers import Caller
from shared.errors import Conflict
from shared.notify.message import Medium
from shared.notify.outbox import Outbox


async def change_consent(
    work: Work, vault: Vault, caller: Caller, id_or_code: str, *, media: Sequence[Medium], reason: str
) -> Consent:
    """What holds from now on. What waits to be sent by a medium that is no longer wanted is withdrawn.

    Refuses an erased dossier, and a medium for which there is no address.
    """
    dossier = await find_dossier(work.connection, vault, id_or_code, caller.offices)
    if dossier.erased_at:
        raise Conflict("dossier_erased", "Dữ liệu cá nhân của hồ sơ này đã xoá, không còn gửi tin được")
    applicant = Applicant(dossier.applicant_name, phone=dossier.phone, email=dossier.email)
    consent = Consent(agreed(media, applicant), reason, caller.subject, work.now)
    await Consents(work.connection).add(dossier.id, consent)
    unwanted = [medium for medium in Medium if medium not in consent.media]
    await Outbox(work.connection, "intake").withdraw([dossier.id], work.now, "consent_withdrawn", unwanted)
    return consent
