"""Finds the office that counts a vote or petition, and refuses subjects out of the caller's reach."""

from services.stats.queries.satisfaction.subjects import dossier_with_code
from services.stats.usecases.check_office import check_office
from shared.callers import Caller
from shared.db.database import Connection
from shared.errors import NotFound


async def find_subject(connection: Connection, caller: Caller, dossier: str | None, desk: str | None) -> str | None:
    """The competent office of the dossier; while that is not known the desk, else None.

    Refuses: office_not_found, dossier_not_found (known, but out of reach).
    """
    if desk:
        await check_office(connection, caller, desk)
    known = await dossier_with_code(connection, dossier, visible_to=caller.offices) if dossier else None
    if known is None:
        return desk
    if not known.is_in_reach:
        raise NotFound("dossier_not_found", "Không có hồ sơ này trong phạm vi của anh/chị")
    return known.office
