"""Oddities: what may be dressed up in the figures, and what people decide about each dossier."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from services.desk.clients.insight import odd_dossiers, oddities_of, review_oddity
from services.desk.dependencies import Visit, Visiting, problems_of
from services.desk.pages.monitoring.looking import Viewed, crumbs_of, look, names_for
from services.desk.pages.monitoring.tabled import Tabled, draw_tables
from services.desk.presenters.monitoring.dossiers import codes_of
from services.desk.presenters.monitoring.odd import DECISIONS, PLACE, kinds_table, odd_of
from services.desk.presenters.monitoring.view import View
from services.desk.texts import _
from shared.errors import Refusal

router = APIRouter()
Kind = Annotated[str, Path(pattern="^[a-z_]{1,40}$")]
Cursor = Annotated[str | None, Query(max_length=400)]


@router.get(PLACE)
async def kinds(visit: Visiting, view: Viewed) -> Response:
    looked = await look(visit, view)
    told = await oddities_of(visit.stats, view.office, looked.period)
    names = await names_for(visit, looked, set(), set())
    notes = [_("Không thấy được: {what}").format(what=why) for why in told["not_seen"].values()]
    page = Tabled(_("Dấu hiệu bất thường"), PLACE, [kinds_table(view, told)], notes=notes)
    return draw_tables(visit, looked, names, page)


@router.get(f"{PLACE}/{{kind}}")
async def odd(
    visit: Visiting,
    view: Viewed,
    kind: Kind,
    reviewed: Annotated[bool, Query(alias="da-xem")] = False,
    cursor: Cursor = None,
) -> Response:
    return await _odd(visit, view, kind, reviewed, cursor)


async def _odd(
    visit: Visit,
    view: View,
    kind: str,
    reviewed: bool,
    cursor: str | None,
    problems: list[tuple[str, str]] | None = None,
) -> Response:
    looked = await look(visit, view)
    found = await odd_dossiers(visit.stats, view.office, looked.period, kind, reviewed=reviewed, cursor=cursor)
    told = await oddities_of(visit.stats, view.office, looked.period)
    rule = next(each for each in told["oddities"] if each["kind"] == kind)
    names = await names_for(visit, looked, *codes_of(found["items"]))
    place, seen = f"{PLACE}/{kind}", "1" if reviewed else None
    return visit.page(
        "monitoring/odd.html",
        status=422 if problems else 200,
        view=view,
        office=looked.office,
        period_words=looked.period_words,
        crumbs=crumbs_of(visit, looked, names),
        rule=rule,
        total=found["total"],
        reviewed=reviewed,
        rows=[odd_of(view, item, names) for item in found["items"]],
        place=view.address(place, da_xem=seen),
        here=view.address(place),
        other=view.address(place, da_xem="1"),
        up=view.address(PLACE),
        decisions=[(value, _(words)) for value, words in DECISIONS],
        next=view.address(place, da_xem=seen, cursor=found["next"]) if found["next"] else "",
        problems=problems or [],
        typed=visit.back_in_words(),
    )


@router.post(f"{PLACE}/{{kind}}")
async def review(
    visit: Visiting, view: Viewed, kind: Kind, reviewed: Annotated[bool, Query(alias="da-xem")] = False
) -> Response:
    """One dossier at a time: what a person found, with a reason."""
    dossier, decision, note = visit.typed("ho-so"), visit.typed("ket-luan"), visit.typed("ly-do")

    async def act() -> str:
        await review_oddity(visit.stats, kind, dossier, decision, note)
        visit.say(_("Đã ghi kết luận về hồ sơ {code}").format(code=visit.typed("ma")))
        return view.address(f"{PLACE}/{kind}", da_xem="1" if reviewed else None)

    if not note:
        said = [(f"ly-do-{dossier}", _("Nhập lý do của kết luận, không ghi thông tin cá nhân"))]
        return await _odd(visit, view, kind, reviewed, None, said)
    try:
        return await visit.once(act)
    except Refusal as refusal:
        return await _odd(visit, view, kind, reviewed, None, problems_of(refusal, {"note": f"ly-do-{dossier}"}))
