"""Erasing the people of a dossier, and the log of it."""

from services.intake.dependencies import CurrentWork, Leader, NamePath, ViewReader
from services.intake.queries.privacy.erasures import list_erasures
from services.intake.routes.cursors import number_cursor
from services.intake.schemas.parts import Page
from services.intake.schemas.privacy.privacy import EraseIn, ErasureOut
from services.intake.usecases.privacy.erase_dossier import erase_dossier
from shared.web.app import make_router
from shared.web.paging import Cursor, PageSize, write_cursor
from shared.web.transaction import Reading

router = make_router("erasures")


@router.post("/dossiers/{id_or_code}/erase", summary="Xoá dữ liệu cá nhân của hồ sơ đã kết thúc")
async def erase(id_or_code: NamePath, body: EraseIn, caller: Leader, work: CurrentWork) -> ErasureOut:
    """Names, numbers, addresses, free words and scans go; code, procedure, dates and outcome stay, so no figure moves.

    It cannot be undone. Refuses: dossier_not_found, dossier_open, dossier_erased.
    """
    erasure = await erase_dossier(work, caller, id_or_code, basis=body.basis, reason=body.reason)
    return ErasureOut.of(erasure)


@router.get("/erasures", summary="Sổ xoá dữ liệu cá nhân")
async def read_erasures(
    caller: ViewReader, connection: Reading, cursor: Cursor = None, limit: PageSize = 50
) -> Page[ErasureOut]:
    """Newest first, of dossiers within reach. Refuses: cursor_not_valid."""
    found = await list_erasures(connection, caller.offices, number_cursor(cursor), limit + 1)
    items = [ErasureOut.of(erasure) for _, erasure in found[:limit]]
    return Page(items=items, next=write_cursor(found[limit - 1][0]) if len(found) > limit else None)
