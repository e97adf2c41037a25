"""The one door of the tracker: a dossier for who holds its receipt."""

from fastapi import Response

from services.intake.dependencies import CurrentClock, CurrentDatabase, CurrentVault, Seeing, Tracker
from services.intake.domain.privacy.views import Seen
from services.intake.schemas.tracking.lookups import LookupIn, LookupOut
from services.intake.usecases.tracking.look_up import look_up
from shared.web.app import make_router
from shared.worktime import legal_day

router = make_router("tracking")


@router.post("/public/lookups", summary="Tra cứu hồ sơ cho người giữ giấy tiếp nhận")
async def look_up_dossier(
    body: LookupIn,
    caller: Tracker,
    database: CurrentDatabase,
    vault: CurrentVault,
    clock: CurrentClock,
    see: Seeing,
    response: Response,
) -> LookupOut:
    """For the tracker, which limits the tries. A wrong code, a wrong proof and an erased dossier are one answer.

    What is found is logged as the tracker's view, without who looked. Refuses: lookup_failed, role_not_allowed.
    """
    response.headers["Cache-Control"] = "no-store"
    async with database.reading() as connection:
        found = await look_up(connection, vault, caller, body.code, body.proof, legal_day(clock.now()))
    await see(found.dossier.id, Seen.LOOKUP)
    return LookupOut.of(found)
