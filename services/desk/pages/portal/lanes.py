"""Lanes to a portal: lists by what they wait for, one with all its entries, and what a person decides about it."""

from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.desk.clients import portal
from services.desk.dependencies import Visit, Visiting
from services.desk.forms.boxes import Boxes
from services.desk.pages.administration.writing import Problems, Typed, write
from services.desk.pages.portal.overview import ACTORS, LOOKERS
from services.desk.pages.portal.overview import PLACE as HOME
from services.desk.presenters.portal.entries import entry_lines
from services.desk.presenters.portal.words import DECISIONS, ENTRIES, LANES, STATUSES
from services.desk.texts import _

router = APIRouter()
PLACE = f"{HOME}/lan-gui"
_BY_SERVICE = {"body.reason": "reason", "reason": "reason"}
Choice = Annotated[str, Query(max_length=60)]


@router.get(PLACE)
async def found(
    visit: Visiting,
    connection: Choice = "",
    state: Choice = "",
    entry: Choice = "",
    code: Choice = "",
    desk: Choice = "",
    procedure: Choice = "",
    cursor: Annotated[str | None, Query(max_length=400)] = None,
) -> Response:
    """Newest news first."""
    visit.must_be(*LOOKERS)
    wanted = {
        "connection": connection,
        "state": state if state in LANES else "",
        "entry": entry if entry in ENTRIES else "",
        "code": code,
        "desk": desk,
        "procedure": procedure,
    }
    page = await portal.page_of_lanes(visit.portal, **wanted, cursor=cursor)
    more = urlencode({**{k: v for k, v in wanted.items() if v}, "cursor": page["next"]}) if page["next"] else ""
    return visit.page("portal/lanes.html", found=page["items"], more=more, wanted=wanted, **_words())


@router.get(PLACE + "/{lane}")
async def one(visit: Visiting, lane: str) -> Response:
    """By id, our code or the portal's."""
    visit.must_be(*LOOKERS)
    return await _one(visit, lane, visit.typed_before(), [])


@router.post(PLACE + "/{lane}/quyet-dinh")
async def decide(visit: Visiting, lane: str) -> Response:
    """About the first entry that is not settled."""
    boxes = Boxes(visit.back_in_words())
    decision = boxes.text("decision", _("Chọn cách xử lý")) or ""
    reason = boxes.text("reason", _("Ghi lý do")) or ""
    seq = boxes.number("seq") or 0

    async def act() -> str:
        await portal.decide(visit.portal, lane, seq, decision, reason)
        return _("Đã ghi: {decision}").format(decision=_(DECISIONS.get(decision, decision)))

    return await write(
        visit, act, _again(visit, lane), leads_to=_address(lane), fields=_BY_SERVICE, problems=boxes.problems
    )


@router.post(PLACE + "/{lane}/gui-lai")
async def retell(visit: Visiting, lane: str) -> Response:
    """Where the portal has lost it, or has it otherwise."""
    boxes = Boxes(visit.back_in_words())
    reason = boxes.text("again", _("Ghi lý do")) or ""

    async def act() -> str:
        await portal.retell(visit.portal, lane, reason)
        return _("Hồ sơ sẽ được gửi lại")

    fields = {"body.reason": "again"}
    return await write(visit, act, _again(visit, lane), leads_to=_address(lane), fields=fields, problems=boxes.problems)


def _again(visit: Visit, lane: str) -> Any:
    async def draw(typed: Typed, problems: Problems, status: int) -> Response:
        return await _one(visit, lane, typed, problems, status)

    return draw


async def _one(visit: Visit, lane: str, typed: Typed, problems: Problems, status: int = 200) -> Response:
    told = await portal.lane(visit.portal, lane)
    lines = entry_lines(told["entries"])
    asked = next((line for line in lines if line.asks), None)
    shown = {"lane": told, "lines": lines, "asked": asked, "may_act": visit.person.has(*ACTORS)}
    return visit.page("portal/lane.html", status, **shown, typed=typed, problems=problems, **_words())


def _words() -> dict[str, Any]:
    return {"lane_names": LANES, "entry_names": ENTRIES, "status_names": STATUSES, "decision_names": DECISIONS}


def _address(lane: str) -> str:
    return f"{PLACE}/{quote(lane)}"
