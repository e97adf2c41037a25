"""C: what I have to do, group by group, and many simple steps done at once."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from services.desk.clients.worklists import act_on_many, steps_of
from services.desk.dependencies import SEE_OTHER, Visit, Visiting, problems_of
from services.desk.pages.work_places import MINE, MOST, TO_SIGN, UNIT, Filtered, WorkPlace, draw_list
from services.desk.presenters.work import address_of, in_order
from services.desk.presenters.work_filter import WorkFilter
from services.desk.texts import _
from shared.errors import Invalid, Refusal

router = APIRouter()
Page = Annotated[str | None, Query(max_length=400)]


@router.get(MINE.address)
async def my_work(visit: Visiting, chosen: Filtered, cursor: Page = None) -> Response:
    return await draw_list(visit, MINE, chosen, cursor)


@router.get(TO_SIGN.address)
async def to_sign(visit: Visiting, chosen: Filtered, cursor: Page = None) -> Response:
    """Steps of a leader that are given to the caller or to nobody."""
    return await draw_list(visit, TO_SIGN, chosen, cursor)


@router.get("/viec-cua-toi/tiep")
async def my_next(visit: Visiting, chosen: Filtered, toi: str = "") -> Response:
    return await _next(visit, MINE, chosen, toi)


@router.get("/cho-ky/tiep")
async def next_to_sign(visit: Visiting, chosen: Filtered, toi: str = "") -> Response:
    return await _next(visit, TO_SIGN, chosen, toi)


@router.get("/viec-don-vi/tiep")
async def next_of_unit(visit: Visiting, chosen: Filtered, toi: str = "") -> Response:
    return await _next(visit, UNIT, chosen, toi)


async def _next(visit: Visit, place: WorkPlace, chosen: WorkFilter, wanted: str) -> Response:
    """The dossier that stood below; where it has left the list, the first one. At the end: the list."""
    steps = in_order(await steps_of(visit.processing, place.path, place.asks(chosen), chosen.groups))
    codes = list(dict.fromkeys(step["code"] for step in steps))
    if not codes:
        return RedirectResponse(place.address + chosen.query(), SEE_OTHER)
    at = codes.index(wanted) if wanted in codes else 0
    following = codes[at + 1] if at + 1 < len(codes) else ""
    return RedirectResponse(address_of(place.address, chosen, codes[at], following), SEE_OTHER)


@router.post("/viec-cua-toi")
async def finish_mine(visit: Visiting, chosen: Filtered) -> Response:
    return await _finish(visit, MINE, chosen)


@router.post("/cho-ky")
async def sign(visit: Visiting, chosen: Filtered) -> Response:
    """Signing ends the leader's step; after the last step of a route the result is there."""
    return await _finish(visit, TO_SIGN, chosen)


async def _finish(visit: Visit, place: WorkPlace, chosen: WorkFilter) -> Response:
    back = place.address + chosen.query()

    async def act() -> str:
        ticked = ticked_of(visit)
        said: dict[str, Any] = {"note": visit.typed("note")} if visit.typed("note") else {}
        onward = said | ({"assignee": visit.typed("assignee")} if visit.typed("assignee") else {})
        passed = await act_on_many(visit.processing, "pass-on", onward, [each for each, last in ticked if not last])
        ended = await act_on_many(
            visit.processing, "finish", said, [_whole(each) for each, is_last in ticked if is_last]
        )
        say_done(visit, _finished(passed["done"], ended["done"]), [*passed["items"], *ended["items"]])
        return back

    try:
        return await visit.once(act)
    except Refusal as refusal:
        more = {"problems": problems_of(refusal), "typed": visit.back_in_words()}
        return await draw_list(visit, place, chosen, None, refusal.status, **more)


def ticked_of(visit: Visit) -> list[tuple[dict[str, Any], bool]]:
    """What was ticked, as a batch takes it, and whether it is the last step. Refuses none, and more than fifty."""
    ticked = [_chosen(value) for value in visit.typed_all("chon")]
    if not ticked:
        raise Invalid("nothing_ticked", _("Đánh dấu hồ sơ ở đầu dòng trước"), fields={"list": _("Chưa chọn hồ sơ nào")})
    if len(ticked) > MOST:
        words = _("Chọn tối đa {n} hồ sơ một lần").format(n=MOST)
        raise Invalid("too_many_ticked", words, fields={"list": words})
    return ticked


def _chosen(value: str) -> tuple[dict[str, Any], bool]:
    code, _sep, rest = value.partition("|")
    version, _sep, rest = rest.partition("|")
    number, _sep, place = rest.partition("|")
    if not (version.isdecimal() and number.isdecimal()):
        raise Invalid("tick_not_valid", _("Mở lại danh sách rồi chọn lại"))
    return {"dossier": code, "version": int(version), "step": int(number)}, place == "cuoi"


def _whole(chosen: dict[str, Any]) -> dict[str, Any]:
    """A result is of the dossier, not of a step."""
    return {name: value for name, value in chosen.items() if name != "step"}


def say_done(visit: Visit, text: str, items: list[Any]) -> None:
    """What was done, and one by one what was not and why."""
    refused = [f"{each['dossier']}: {each['problem']['detail']}" for each in items if each["problem"]]
    visit.say(text, refused=refused)


def _finished(passed: int, ended: int) -> str:
    if not passed and not ended:
        return _("Chưa hồ sơ nào được chuyển")
    parts = [
        *([_("Đã chuyển bước tiếp theo {n} hồ sơ").format(n=passed)] if passed else []),
        *([_("đã có kết quả {n} hồ sơ").format(n=ended)] if ended else []),
    ]
    words = ", ".join(parts)
    return words[0].upper() + words[1:]
