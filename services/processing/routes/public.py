"""What the tracker shows to who holds a receipt; the counter has looked at the proof before."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Response

from services.processing.dependencies import Consulting, Tracker
from services.processing.domain.remaining import remaining_of
from services.processing.schemas.public import PublicOut
from services.processing.usecases.act_on_dossier import time_of
from services.processing.usecases.tell_applicant import tell_applicant
from shared.web.app import make_router

router = make_router("tracking")


@router.get("/public/dossiers/{dossier}", summary="Hồ sơ như người nộp được biết")
async def read_public(
    caller: Tracker,
    work: Consulting,
    dossier: Annotated[UUID, Path(description="Định danh hồ sơ: có được sau khi tra cứu ở bộ phận tiếp nhận")],
    response: Response,
) -> PublicOut:
    """By its id, which only a proven lookup gives. Refuses `dossier_not_found`, `role_not_allowed`."""
    response.headers["Cache-Control"] = "no-store"
    found, _ = await work.dossiers.reached(dossier, visible_to=caller.offices)
    time = await time_of(work, found)
    return PublicOut.of(found, await tell_applicant(work, found, time), remaining_of(found, work.now, time))
