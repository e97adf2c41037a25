"""Routes (quy trình nội bộ): those published, and publishing another."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.desk.clients import catalogue
from services.desk.dependencies import Visit, Visiting
from services.desk.forms.route import ROWS, read_route
from services.desk.pages.administration.writing import Problems, Typed, write
from services.desk.presenters.catalogue import UNITS, since_words, term_words
from services.desk.texts import N_, _

router = APIRouter()
PLACE = "/quan-tri/quy-trinh"
_ROLES = {"officer": N_("Chuyên viên"), "leader": N_("Lãnh đạo"), "clerk": N_("Một cửa")}
_SEATS = {"agency": N_("Cơ quan giải quyết"), "desk": N_("Một cửa")}
_FIELDS = {"limit": "amount-limit", "stages": "step-1", "office_not_found": "office", "office_out_of_reach": "office"}
_FIELDS |= {"route_office_missing": "office", "procedure_not_found": "procedure"}


@router.get(PLACE)
async def found(visit: Visiting, procedure: Annotated[str, Query(max_length=20)] = "") -> Response:
    return await _page(visit, procedure, visit.typed_before() or {"procedure": [procedure]}, [])


@router.post(PLACE)
async def publish(visit: Visiting) -> Response:
    body, problems = read_route(visit.back_in_words())

    async def act() -> str:
        await catalogue.publish_route(visit.processing, body)
        return _("Đã ban hành quy trình {name}").format(name=body["name"])

    async def draw(typed: Typed, wrong: Problems, status: int) -> Response:
        return await _page(visit, "", typed, wrong, status)

    return await write(visit, act, draw, leads_to=PLACE, fields=_FIELDS, problems=problems)


async def _page(visit: Visit, procedure: str, typed: Typed, problems: Problems, status: int = 200) -> Response:
    found = await catalogue.routes(visit.processing, procedure)
    words: dict[str, Any] = {"units": UNITS, "roles": _ROLES, "seats": _SEATS, "term_words": term_words}
    words |= {"since_words": since_words}
    shown = {"found": found, "procedure": procedure, "rows": range(1, ROWS + 1), "typed": typed, "problems": problems}
    return visit.page("administration/routes.html", status, **shown, **words)
