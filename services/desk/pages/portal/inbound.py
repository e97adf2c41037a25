"""What the portal handed us: a list, one message with what became of it, and what a person decides in quarantine."""

from typing import Annotated, Any
from urllib.parse import quote, urlencode
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.desk.clients import portal
from services.desk.dependencies import Visit, Visiting
from services.desk.forms.boxes import Boxes
from services.desk.pages.administration.writing import Problems, Typed, write
from services.desk.pages.portal.overview import ACTORS, LOOKERS
from services.desk.pages.portal.overview import PLACE as HOME
from services.desk.presenters.portal.words import INBOUND, INBOUND_DECISIONS, INBOUND_KINDS
from services.desk.texts import _

router = APIRouter()
PLACE = f"{HOME}/nhan-tu-cong"
_WORDS: dict[str, Any] = {"states": INBOUND, "kinds": INBOUND_KINDS, "decisions": INBOUND_DECISIONS}
_FIELDS = {"body.reason": "reason", "reason": "reason", "desk": "desk", "office_not_found": "desk"}


@router.get(PLACE)
async def found(
    visit: Visiting,
    state: Annotated[str, Query(max_length=20)] = "",
    portal_code: Annotated[str, Query(max_length=60)] = "",
    cursor: Annotated[str | None, Query(max_length=400)] = None,
) -> Response:
    """Newest first."""
    visit.must_be(*LOOKERS)
    wanted = {"state": state if state in INBOUND else "", "portal_code": portal_code}
    page = await portal.page_of_inbound(visit.portal, **wanted, cursor=cursor)
    more = urlencode({**{k: v for k, v in wanted.items() if v}, "cursor": page["next"]}) if page["next"] else ""
    return visit.page("portal/inbound.html", found=page["items"], more=more, wanted=wanted, **_WORDS)


@router.get(PLACE + "/{message}")
async def one(visit: Visiting, message: UUID) -> Response:
    visit.must_be(*LOOKERS)
    return await _one(visit, message, visit.typed_before(), [])


@router.post(PLACE + "/{message}/quyet-dinh")
async def decide(visit: Visiting, message: UUID) -> Response:
    boxes = Boxes(visit.back_in_words())
    decision = boxes.text("decision", _("Chọn cách xử lý")) or ""
    reason = boxes.text("reason", _("Ghi lý do")) or ""
    desk = boxes.text("desk")

    async def act() -> str:
        await portal.decide_inbound(visit.portal, str(message), decision, desk, reason)
        return _("Đã ghi: {decision}").format(decision=_(INBOUND_DECISIONS.get(decision, decision)))

    async def draw(typed: Typed, problems: Problems, status: int) -> Response:
        return await _one(visit, message, typed, problems, status)

    leads_to = f"{PLACE}/{quote(str(message))}"
    return await write(visit, act, draw, leads_to=leads_to, fields=_FIELDS, problems=boxes.problems)


async def _one(visit: Visit, message: UUID, typed: Typed, problems: Problems, status: int = 200) -> Response:
    told = await portal.inbound(visit.portal, str(message))
    may_act = visit.person.has(*ACTORS) and told["state"] == "quarantined"
    shown = {"told": told, "may_act": may_act, "typed": typed, "problems": problems}
    return visit.page("portal/inbound_message.html", status, **shown, **_WORDS)
