"""Draws up the receipt of a dossier (form 01): what was accepted, under the names of the offices above the desk."""

from services.intake.domain.organisation.office import NATION
from services.intake.domain.privacy.erasure import must_be_kept
from services.intake.forms.receipt_extras import PublishedTerm, Slip, extras_of
from services.intake.forms.receipt_sheet import receipt_sheet
from services.intake.queries.catalogue.procedures import find_version
from services.intake.queries.catalogue.shortened_limits import shortened_limits_of
from services.intake.queries.dossiers.dossiers import DossierRead
from services.intake.queries.dossiers.revisions import revised_on
from services.intake.queries.organisation.offices import office_by_code, offices_by_codes
from shared.contracts.terms import Channel
from shared.db.database import Connection
from shared.errors import Conflict
from shared.forms.sheet import Sheet
from shared.worktime import legal_day


async def draw_up_receipt(connection: Connection, dossier: DossierRead, slip: Slip | None = None) -> Sheet:
    """The sheet for the press; `slip` is printed where the receipt has one.

    Refuses an erased dossier, and what a book brought in: its receipt was made on paper.
    """
    must_be_kept(dossier.erased_at)
    if dossier.origin != "counter":
        message = "Hồ sơ này nạp từ sổ theo dõi: giấy tiếp nhận đã lập trên giấy vào ngày tiếp nhận"
        raise Conflict("receipt_made_on_paper", message)
    desk = await office_by_code(connection, dossier.desk)
    path = [code for code in desk.path if code != NATION] if desk else []
    offices = await offices_by_codes(connection, path)
    corrected_on = await revised_on(connection, dossier.id, dossier.revision)
    extras = extras_of(dossier, corrected_on, await _published(connection, dossier), slip)
    return receipt_sheet(dossier, [offices[code].name for code in path], extras)


async def _published(connection: Connection, dossier: DossierRead) -> PublishedTerm | None:
    """The law's limit, where the promise was made by a shortened one."""
    office = await office_by_code(connection, dossier.office)
    version = await find_version(connection, dossier.procedure, dossier.procedure_version)
    procedure = version.as_procedure(await shortened_limits_of(connection, dossier.procedure))
    limit = procedure.term_for(
        Channel(dossier.channel), dossier.case_name, office.path if office else (), legal_day(dossier.accepted_at)
    )
    if limit.shortening is None or limit.statutory_term is None:
        return None
    if (limit.shortening.term.unit, limit.shortening.term.amount) != (dossier.term_unit, dossier.term_amount):
        return None
    by = limit.shortening
    return PublishedTerm(limit.statutory_term, f"Quyết định số {by.decision} ngày {by.decided_on:%d/%m/%Y}")
