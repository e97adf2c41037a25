"""The search box of the bar (F9) and the scanner: a dossier's code opens the dossier, anything else is searched.

The QR of a receipt leads citizens to the tracker: of its address only the code is taken here.
"""

import re
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from services.desk.dependencies import SEE_OTHER, Visiting

router = APIRouter()
_CODE = re.compile(r"[A-Z0-9]+(?:\.[A-Z0-9]+)*-\d{6}-\d{4,}", re.IGNORECASE)

_LINK = re.compile(r"https?://[^?\s]+/tra-cuu\?ma=([A-Z0-9._\-]+)", re.IGNORECASE)


@router.get("/tim")
async def find(visit: Visiting, q: Annotated[str, Query(max_length=200)] = "", cursor: str | None = None) -> Response:
    link = _LINK.match(q.strip())
    wanted = link[1] if link else q.strip()
    if _CODE.fullmatch(wanted):
        return RedirectResponse(f"/ho-so/{wanted.upper()}", SEE_OTHER)
    found = await visit.intake.get("/dossiers", q=wanted, cursor=cursor, limit=50) if wanted else None
    return visit.page("find.html", q=wanted, found=found)
