"""The one door of the national portal's program to people: what it must tell of them, and nothing kept there."""

from fastapi import Response

from services.intake.dependencies import CurrentClock, CurrentDatabase, CurrentVault, PortalCaller
from services.intake.domain.privacy.views import Seen
from services.intake.queries.telling.matters import log_matters, read_matters
from services.intake.schemas.telling.matters import MatterOut, MattersIn, MattersOut
from services.intake.unit_of_work.seeing import view_of
from shared.web.app import make_router

router = make_router("telling")


@router.post("/matters", summary="Nội dung hồ sơ để đồng bộ lên Cổng dịch vụ công quốc gia")
async def matters(
    body: MattersIn,
    caller: PortalCaller,
    database: CurrentDatabase,
    vault: CurrentVault,
    clock: CurrentClock,
    response: Response,
) -> MattersOut:
    """Only for the program that tells them; those out of its reach are left out. Each one is logged as its view."""
    response.headers["Cache-Control"] = "no-store"
    async with database.reading() as connection:
        found = await read_matters(connection, vault, body.dossiers, body.filings, caller.offices)
    if found:
        async with database.holding() as connection:
            await log_matters(connection, view_of(caller, clock, Seen.TOLD), [matter.id for matter in found])
    return MattersOut(items=[MatterOut.of(matter) for matter in found])
