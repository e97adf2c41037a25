"""Returning results (B5): scan the receipt or the card, hand over what is ready, say where the rest is."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from services.desk.clients import corrections, dossiers, results
from services.desk.clients.deeds import DEEDS, RECEIVERS, WAYS
from services.desk.clients.results import Found
from services.desk.dependencies import SEE_OTHER, Visit, Visiting
from services.desk.forms.scanned import read_scanned
from services.desk.pages.counter import AtCounter
from services.desk.pages.dossier import Code
from services.desk.presenters.qr import qr_of
from services.desk.presenters.results import SHELF_DAYS, in_turn, shelf_lines
from services.desk.presenters.written import instant
from services.desk.texts import _
from shared.callers import Role

router = APIRouter()
PLACE = "/quay/tra-ket-qua"
MaybeCode = Annotated[str, Query(pattern=r"^[A-Za-z0-9._\-]{0,60}$")]


@router.get(PLACE)
async def return_page(visit: Visiting, _counter: AtCounter, ma: MaybeCode = "", xong: MaybeCode = "") -> Response:
    """`ma` is the code of a dossier, `xong` of the one whose result was just handed over."""
    visit.must_be(Role.CLERK, Role.LEADER)
    found = await results.of_code(visit.intake, visit.processing, ma) if ma else None
    return _page(visit, found, done=xong)


@router.post(PLACE)
async def scanned(visit: Visiting, _counter: AtCounter) -> Response:
    """A code leads to its address; a number of a person stays in the body, here and on the way to intake."""
    visit.must_be(Role.CLERK, Role.LEADER)
    said = read_scanned(visit.typed("scan"))
    if said.code:
        return RedirectResponse(f"{PLACE}?ma={said.code}", SEE_OTHER)
    if not said.number:
        problems = [("scan", _("Quét giấy hẹn hoặc căn cước, hoặc nhập mã hồ sơ, số định danh gồm 12 chữ số"))]
        return _page(visit, None, problems=problems, status=422)
    return _page(visit, await results.of_person(visit.intake, visit.processing, said.number))


def _page(
    visit: Visit,
    found: list[Found] | None,
    *,
    done: str = "",
    problems: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> Response:
    tracker = visit.desk.settings.tracker_url
    vote = f"{tracker}/danh-gia/{done}" if done else ""
    collects = in_turn(found) if found is not None else None
    return visit.page(
        "results.html",
        status,
        collects=collects,
        pay={each.strip.code: qr_of(f"{tracker}/tra-cuu?ma={each.strip.code}") for each in collects or ()},
        done=done,
        vote=vote,
        vote_qr=qr_of(vote) if vote else "",
        problems=problems or [],
        typed={"scan": visit.typed_all("scan") if problems else []},
        ways=[(value, _(words)) for value, words in WAYS],
        receivers=[(value, _(words)) for value, words in RECEIVERS],
        consequence=_(DEEDS["return"].consequence),
    )


@router.get(f"{PLACE}/ke")
async def shelf(visit: Visiting, counter: AtCounter) -> Response:
    """Results that have been waiting for more than thirty days."""
    visit.must_be(Role.CLERK, Role.LEADER)
    now = visit.desk.clock.now()
    before = (instant(now) - timedelta(days=SHELF_DAYS)).date()
    found = await results.shelf(visit.intake, visit.processing, counter.code, before)
    return visit.page("results_shelf.html", lines=shelf_lines(found, now), is_cut=found.is_cut, days=SHELF_DAYS)


@router.post("/ho-so/{code}/da-thu")
async def paid(visit: Visiting, code: Code) -> Response:
    """All that was owed is paid at the counter: a correction of the receipt, which prints it as paid."""

    async def noted() -> str:
        taken = await dossiers.taken_of(visit.intake, code)
        fees = [{**fee, "paid_by": fee["paid_by"] or "cash"} for fee in taken["fees"]]
        reason = _("Thu phí, lệ phí khi trả kết quả")
        await corrections.correct(visit.intake, code, taken["revision"], reason, {"fees": fees})
        visit.say(_("Đã ghi thu tiền mặt"))
        return f"{PLACE}?ma={taken['code']}"

    return await visit.once(noted)
