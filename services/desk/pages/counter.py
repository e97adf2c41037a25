"""At which one-stop desk a person sits: the only one she has, or the one she chose."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from services.desk.clients.offices import office, offices
from services.desk.dependencies import Visit, Visiting
from services.desk.pages.sign_in import own_address
from services.desk.sessions.session import Counter
from services.desk.texts import _

router = APIRouter()
_PLACE = "/quay/chon"


class NoCounterChosen(Exception):
    """Leads to the page on which one is chosen."""


async def _counter(visit: Visiting) -> Counter:
    if visit.session.counter is None:
        only = visit.person.offices[0] if len(visit.person.offices) == 1 else None
        found = await office(visit.intake, only) if only else None
        if found is None or found["level"] in {"nation", "province"}:
            raise NoCounterChosen
        keep(visit, Counter(found["code"], found["name"]))
    assert visit.session.counter is not None  # noqa: S101
    return visit.session.counter


AtCounter = Annotated[Counter, Depends(_counter)]


def keep(visit: Visit, counter: Counter) -> None:
    visit.session.counter = counter
    visit.desk.sessions.keep(visit.session)


@router.get("/quay/chon")
async def choose(
    visit: Visiting, q: Annotated[str, Query(max_length=100)] = "", ve: Annotated[str, Query(max_length=300)] = "/"
) -> Response:
    own = [await office(visit.intake, code) for code in visit.person.offices] if not q.strip() else []
    found = own or await offices(visit.intake, q=q)
    return visit.page("choose_counter.html", q=q, found=found, back=own_address(ve))


@router.post("/quay/chon")
async def choose_this(visit: Visiting) -> Response:
    """Refuses an office that does not exist; what may be done there is decided by the services."""
    found = await office(visit.intake, visit.typed("desk"))
    keep(visit, Counter(found["code"], found["name"]))
    return visit.lead_to(own_address(visit.typed("ve")), _("Đang làm việc tại {name}").format(name=found["name"]))
