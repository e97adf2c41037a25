"""What I am warned of, and by what I am told."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.desk.clients.queue import lines_of
from services.desk.clients.worklists import my_warnings
from services.desk.dependencies import Visit, Visiting
from services.desk.presenters.my_warnings import KINDS, told_by, warning_rows, warning_tabs
from services.desk.texts import _
from shared.web.service_client import ServiceRefusal

router = APIRouter()
PLACE = "/viec-cua-toi/canh-bao"


@router.get(PLACE)
async def warnings(
    visit: Visiting,
    loai: Annotated[str, Query(max_length=40)] = "",
    cursor: Annotated[str | None, Query(max_length=400)] = None,
) -> Response:
    kind = loai if loai in KINDS else ""
    page, counts = await my_warnings(visit.processing, kind, cursor)
    lines = await lines_of(visit.intake, list({warning["dossier"] for warning in page["warnings"]}))
    return visit.page(
        "my_warnings.html",
        tabs=warning_tabs(PLACE, kind, counts),
        rows=warning_rows(page["warnings"], lines),
        title=_(KINDS[kind]) if kind else _("Mọi cảnh báo"),
        count=counts["kinds"].get(kind, 0) if kind else counts["total"],
        kind=kind,
        next=page["next"],
        told=told_by(await _mine(visit)),
    )


async def _mine(visit: Visit) -> dict[str, Any] | None:
    """Nothing where nobody has entered the person yet."""
    try:
        found: dict[str, Any] = await visit.processing.get("/officials/me")
    except ServiceRefusal as refusal:
        if refusal.code != "official_not_found":
            raise
        return None
    return found
