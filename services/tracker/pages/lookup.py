"""F1 Tra cứu: asks for code and proof, shows how the dossier stands. The proof comes in a body, never in an address."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from services.tracker.clients.lookups import read_story
from services.tracker.dependencies import Visit, Visiting
from services.tracker.forms.asked import Asked, Problems, read_asked, tidy_code
from services.tracker.gate.tickets import Ticket
from services.tracker.pages.proving import prove
from services.tracker.presenters.tracked import tracked
from services.tracker.texts import _

router = APIRouter()


@router.get("/")
async def home() -> Response:
    return RedirectResponse("/tra-cuu", 303)


@router.get("/tra-cuu")
async def ask(visit: Visiting, ma: Annotated[str, Query(max_length=200)] = "") -> Response:
    return visit.page("ask.html", code=tidy_code(ma))


@router.post("/tra-cuu")
async def show(visit: Visiting) -> Response:
    asked = read_asked(visit.form)
    if asked.problems:
        return _again(visit, asked, asked.problems, 422)
    found = await prove(visit, asked)
    if found is None:
        return _again(visit, asked, not_found(), 404)
    return await show_found(visit, found)


async def show_found(visit: Visit, found: Mapping[str, Any], *, is_own: bool = False) -> Response:
    """How the dossier stands, to whoever proved that it is his to see."""
    tracker = visit.tracker
    telephone = tracker.telephone_of(found["desk"]["path"])
    tracker.desks.note(found["code"], telephone)
    shown = tracked(found, await read_story(tracker.services, found["id"]), telephone)
    ticket = tracker.tickets.issue(Ticket(found["code"], found["ballot"])) if shown.has_ended else ""
    return visit.page("found.html", shown=shown, code=shown.code, ticket=ticket, is_own=is_own)


def not_found() -> Problems:
    """The same for a wrong code and a wrong proof."""
    sentence = _("Không tìm thấy. Mã nằm dưới mã vạch trên giấy hẹn, ví dụ H40.12-260722-0001.")
    return [("ma", sentence)]


def _again(visit: Visit, asked: Asked, problems: Problems, status: int) -> Response:
    """The code stands as it was typed, the proof does not."""
    return visit.page("ask.html", status, code=asked.code, problems=problems)
