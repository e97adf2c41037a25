"""The unit's work: given to somebody, taken by oneself, or all of an absent colleague's taken over."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.desk.clients.worklists import act_on_many, hand_all
from services.desk.dependencies import Visit, Visiting, problems_of
from services.desk.pages.my_work import Page, say_done, ticked_of
from services.desk.pages.work_places import UNIT, Filtered, draw_list
from services.desk.presenters.work_filter import WorkFilter
from services.desk.texts import _
from shared.callers import Role
from shared.errors import Invalid, Refusal

router = APIRouter()
_STAND_IN = "/viec-don-vi/nhan-thay"


@router.get(UNIT.address)
async def unit_work(visit: Visiting, chosen: Filtered, cursor: Page = None) -> Response:
    return await draw_list(visit, UNIT, chosen, cursor, gives=_gives(visit))


@router.post(UNIT.address)
async def give(visit: Visiting, chosen: Filtered) -> Response:
    """A head gives to anybody; others take what nobody has."""

    async def act() -> str:
        who = _receiver(visit)
        said = {"assignee": who} | ({"note": visit.typed("note")} if visit.typed("note") else {})
        chosen_steps = [each for each, _is_last in ticked_of(visit)]
        told = await act_on_many(visit.processing, "assignment", said, chosen_steps)
        say_done(visit, _("Đã giao {n} việc cho {who}").format(n=told["done"], who=who), told["items"])
        return UNIT.address + chosen.query()

    try:
        return await visit.once(act)
    except Refusal as refusal:
        return await _drawn_again(visit, chosen, refusal)


async def _drawn_again(visit: Visit, chosen: WorkFilter, refusal: Refusal) -> Response:
    problems, typed = problems_of(refusal), visit.back_in_words()
    return await draw_list(
        visit, UNIT, chosen, None, refusal.status, gives=_gives(visit), problems=problems, typed=typed
    )


def _receiver(visit: Visit) -> str:
    if not _gives(visit):
        return visit.person.subject
    who = visit.typed("assignee")
    if not who:
        words = _("Ghi tài khoản người nhận việc")
        raise Invalid("assignee_missing", words, fields={"assignee": words})
    return who


def _gives(visit: Visit) -> bool:
    return visit.person.has(Role.LEADER)


@router.get(_STAND_IN)
async def stand_in(
    visit: Visiting,
    vang: Annotated[str, Query(max_length=120)] = "",
    office: Annotated[str, Query(alias="don-vi", max_length=60)] = "",
) -> Response:
    return await _draw_stand_in(visit, vang, office=office)


@router.post(_STAND_IN)
async def take_over(visit: Visiting) -> Response:
    """All open steps of the absent one; the delegation is asked for first and stands in every dossier's history."""
    absent = visit.typed("absent")

    async def act() -> str:
        paper = visit.typed("paper")
        if not paper:
            words = _("Ghi số, ngày văn bản uỷ quyền hoặc phân công")
            raise Invalid("delegation_missing", words, fields={"paper": words})
        to = visit.typed("to") or visit.person.subject
        done, items = await hand_all(visit.processing, absent, to, paper)
        say_done(visit, _("{to} nhận thay {n} việc của {absent}").format(to=to, n=done, absent=absent), items)
        return f"{UNIT.address}?nguoi={to}"

    try:
        return await visit.once(act)
    except Refusal as refusal:
        more: dict[str, Any] = {"problems": problems_of(refusal, {"note": "paper"}), "typed": visit.back_in_words()}
        return await _draw_stand_in(visit, absent, refusal.status, **more)


async def _draw_stand_in(visit: Visit, absent: str, status: int = 200, office: str = "", **more: Any) -> Response:
    counts = await visit.processing.get("/worklists/unit/counts", office=office)
    holders = sorted((who, count) for who, count in counts["assignee"].items() if who)
    return visit.page(
        "stand_in.html",
        status,
        absent=absent,
        count=counts["assignee"].get(absent, 0),
        holders=holders,
        office=office,
        may=_gives(visit),
        **({"problems": [], "typed": {}} | more),
    )
