"""The tracker's door for a citizen who signed in: his own dossiers, and one of them."""

from fastapi import Response

from services.intake.dependencies import CurrentClock, CurrentDatabase, CurrentFinder, CurrentVault, Seeing, Tracker
from services.intake.domain.privacy.views import Seen
from services.intake.schemas.tracking.lookups import LookupOut
from services.intake.schemas.tracking.own_dossiers import OwnDossierOut, OwnDossiersIn, OwnDossiersOut, OwnLookupIn
from services.intake.usecases.tracking.look_up import look_up_own
from services.intake.usecases.tracking.own_dossiers import own_dossiers
from shared.web.app import make_router
from shared.worktime import legal_day

router = make_router("tracking")


@router.post("/public/own-dossiers", summary="Hồ sơ của công dân đã đăng nhập")
async def list_own(
    body: OwnDossiersIn, caller: Tracker, finder: CurrentFinder, clock: CurrentClock, see: Seeing, response: Response
) -> OwnDossiersOut:
    """Those whose owner has exactly this number, newest first, 200 at most; as a proxy he sees none, nor erased ones.

    The log of views has one line, without who. Refuses: identity_number_not_valid, role_not_allowed.
    """
    response.headers["Cache-Control"] = "no-store"
    found = await own_dossiers(finder, caller, body.identity_number, legal_day(clock.now()))
    await see.own(len(found))
    return OwnDossiersOut(items=[OwnDossierOut.of(dossier) for dossier in found])


@router.post("/public/own-dossiers/lookups", summary="Một hồ sơ của công dân đã đăng nhập")
async def look_up_own_dossier(
    body: OwnLookupIn,
    caller: Tracker,
    database: CurrentDatabase,
    vault: CurrentVault,
    clock: CurrentClock,
    see: Seeing,
    response: Response,
) -> LookupOut:
    """As `POST /public/lookups` tells it to who holds the receipt, and logged like it.

    Another's dossier, an erased one and one that does not exist are one answer. Refuses: lookup_failed,
    identity_number_not_valid, role_not_allowed.
    """
    response.headers["Cache-Control"] = "no-store"
    today = legal_day(clock.now())
    async with database.reading() as connection:
        found = await look_up_own(connection, vault, caller, body.code, body.identity_number, today)
    await see(found.dossier.id, Seen.LOOKUP)
    return LookupOut.of(found)
