"""Why a dossier is due on its day: what was counted, what was skipped, by which paper."""

from fastapi import APIRouter
from starlette.responses import Response

from services.desk.clients import dossiers
from services.desk.dependencies import Visiting
from services.desk.pages.dossier import Code
from services.desk.presenters.due_page import due_lines

router = APIRouter()


@router.get("/ho-so/{code}/han")
async def due(visit: Visiting, code: Code) -> Response:
    """Day by day, as processing counts it."""
    told = await dossiers.due_of(visit.processing, code)
    return visit.page("dossier_due.html", code=code, due=told, lines=due_lines(told["explanation"]))
