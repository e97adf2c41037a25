"""Draws up the receipt of a dossier (form 01): what was accepted, under the names of the offices above the desk."""

from services.intake.domain.erasure import must_be_kept
from services.intake.domain.office import NATION
from services.intake.forms.receipt_sheet import receipt_sheet
from services.intake.forms.sheet import Sheet
from services.intake.queries.dossiers import DossierRead
from services.intake.queries.offices import office_by_code, offices_by_codes
from shared.db.database import Connection
from shared.errors import Conflict


async def draw_up_receipt(connection: Connection, dossier: DossierRead) -> Sheet:
    """The sheet for the press; refuses an erased dossier, and what a book brought in: its receipt was made on paper."""
    must_be_kept(dossier.erased_at)
    if dossier.origin != "counter":
        message = "Hồ sơ này nạp từ sổ theo dõi: giấy tiếp nhận đã lập trên giấy vào ngày tiếp nhận"
        raise Conflict("receipt_made_on_paper", message)
    desk = await office_by_code(connection, dossier.desk)
    path = [code for code in desk.path if code != NATION] if desk else []
    offices = await offices_by_codes(connection, path)
    return receipt_sheet(dossier, [offices[code].name for code in path])
