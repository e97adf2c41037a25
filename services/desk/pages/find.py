"""The search box of the bar (F9) and the scanner: a dossier's code opens the dossier, anything else is searched."""

import re
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from services.desk.dependencies import SEE_OTHER, Visiting

router = APIRouter()
_CODE = re.compile(r"[A-Z0-9]+(?:\.[A-Z0-9]+)*-\d{6}-\d{4,}", re.IGNORECASE)


@router.get("/tim")
async def find(visit: Visiting, q: Annotated[str, Query(max_length=200)] = "", cursor: str | None = None) -> Response:
    wanted = q.strip()
    if _CODE.fullmatch(wanted):
        return RedirectResponse(f"/ho-so/{wanted.upper()}", SEE_OTHER)
    found = await visit.intake.get("/dossiers", q=wanted, cursor=cursor, limit=50) if wanted else None
    return visit.page("find.html", q=wanted, found=found)
