"""A dossier (B3): the strip, its parts, and a scan of it. What fails of it is said in its place, the rest is shown."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from services.desk.clients import dossiers
from services.desk.clients.dossiers import Whole
from services.desk.dependencies import Visit, Visiting
from services.desk.pages.sign_in import own_address
from services.desk.presenters.dossier_log import log_of
from services.desk.presenters.dossier_strip import strip_of
from services.desk.presenters.dossier_strip_taken import strip_of_taken
from services.desk.presenters.dossier_view import decisions_of, message_lines, money_of, open_parts, view_lines
from services.desk.presenters.names import Names
from services.desk.presenters.papers_shown import SHOWN_INLINE, made_forms, papers_of
from services.desk.presenters.print_page import print_lines
from services.desk.presenters.results import way_words
from services.desk.presenters.timeline import timeline_of
from services.desk.texts import _
from shared.errors import NotFound, Refusal, Unavailable
from shared.web.pages.security_headers import FRAMED_PDF

router = APIRouter()
Code = Annotated[str, Path(pattern=r"^[A-Za-z0-9._\-]{1,60}$")]
Next = Annotated[str, Query(max_length=500)]
_PICTURE = "sandbox; default-src 'none'; frame-ancestors 'self'"


@router.get("/ho-so/{code}")
async def dossier(
    visit: Visiting, code: Code, tiep: Next = "", xem: Annotated[str, Query(max_length=64)] = ""
) -> Response:
    """`tiep` is where to go on after deciding (the next of a list), `xem` the digest of a scan to show in place."""
    found = await dossiers.whole(visit.intake, visit.processing, code, visit.person.roles)
    if found.work.found is None and found.taken.found is None:
        return await _elsewhere(visit, code, found)
    return visit.page("dossier.html", **_shown(visit, code, found), tiep=_next_address(tiep), xem=xem)


def _next_address(tiep: str) -> str:
    return own_address(tiep) if tiep else ""


def _shown(visit: Visit, code: str, found: Whole) -> dict[str, Any]:
    work, taken = found.work.found, found.taken.found
    names = Names.of(found.names.found)
    forms = made_forms(work, taken, names)
    strip = strip_of(work, taken, names) if work else strip_of_taken(taken)
    return {
        "code": code,
        "strip": strip,
        "work": work,
        "taken": taken,
        "parts": found,
        "names": names,
        "timeline": timeline_of(work, found.holdings.found, names) if work else [],
        "papers": papers_of(taken, found.scans.found) if taken else [],
        "money": money_of(taken) if taken else None,
        "messages": message_lines(found.messages.found),
        "views": view_lines(found.views.found),
        "forms": forms,
        "prints": print_lines(found.receipts, found.prints, forms, names),
        "log": log_of(work, names) if work else [],
        "decisions": decisions_of(work, visit.person.roles) if work else (),
        "is_new": found.work.is_missing and taken is not None and taken["standing"]["version"] == 0,
        "way": way_words(taken["result_way"]) if taken and taken["result_way"] else "",
        "opened": open_parts(work["state"] if work else taken["standing"]["state"]),
    }


async def _elsewhere(visit: Visit, code: str, found: Whole) -> Response:
    """Of another office: its name, state and due date, where the service may tell. Else the service's own refusal."""
    if not found.work.is_missing:
        raise _refusal_of(found)
    where = await dossiers.whereabouts(visit.processing, code)
    if where.found is None:
        raise NotFound(
            "dossier_not_found",
            _("Không có hồ sơ {code} tại đơn vị này. Kiểm tra lại mã, hoặc tìm theo tên người nộp.").format(code=code),
        )
    return visit.page("dossier_elsewhere.html", 404, where=where.found)


def _refusal_of(found: Whole) -> Refusal:
    if found.work.status == Unavailable.status:
        return Unavailable("processing_away", found.work.fault)
    refusal = Refusal("dossier_refused", found.work.fault)
    refusal.status = found.work.status
    return refusal


@router.get("/ho-so/{code}/ban-quet/{digest}")
async def scan(visit: Visiting, code: Code, digest: Annotated[str, Path(pattern="^[0-9a-f]{64}$")]) -> Response:
    """A scan to look at in place; what a browser cannot show is offered as a file. Who opens it is logged."""
    answer = await dossiers.scan(visit.intake, code, digest)
    kind = answer.headers.get("content-type", "application/octet-stream")
    policy = FRAMED_PDF if kind == "application/pdf" else _PICTURE
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-store"}
    if kind not in SHOWN_INLINE:
        headers["Content-Disposition"] = f'attachment; filename="{digest[:12]}"'
    return Response(answer.content, media_type=kind, headers=headers)
