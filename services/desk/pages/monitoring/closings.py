"""Closed periods: which, what they would say today, and closing one."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from services.desk.clients.reports import close_period, closed_file, closed_report, closings_of, restated
from services.desk.dependencies import Visit, Visiting, problems_of
from services.desk.pages.monitoring.files import passed_on
from services.desk.pages.monitoring.looking import Viewed, crumbs_of, look, names_for
from services.desk.pages.monitoring.reports import FILES, FormName
from services.desk.presenters.monitoring.closing import changes_of, differences_of
from services.desk.presenters.monitoring.period import choices_of
from services.desk.presenters.monitoring.report import checks_of, head_of, lines_of, rows_asked
from services.desk.presenters.monitoring.view import View
from services.desk.texts import _
from shared.errors import Refusal

router = APIRouter()
PLACE = "/giam-sat/chot"
Id = Annotated[str, Path(pattern=r"^[0-9a-f\-]{36}$")]
Cursor = Annotated[str | None, Query(max_length=400)]
_FORM = "II.06a"


@router.get(PLACE)
async def closings(visit: Visiting, view: Viewed, cursor: Cursor = None) -> Response:
    return await _closings(visit, view, cursor)


async def _closings(
    visit: Visit, view: View, cursor: str | None, problems: list[tuple[str, str]] | None = None
) -> Response:
    looked, found = await asyncio.gather(look(visit, view), closings_of(visit.stats, view.office, cursor))
    names = await names_for(visit, looked, {each["office"] for each in found["items"]}, set())
    return visit.page(
        "monitoring/closings.html",
        status=422 if problems else 200,
        view=view,
        office=looked.office,
        period=looked.period,
        period_words=looked.period_words,
        periods=choices_of(looked.period["this_month"], looked.period["name"]),
        crumbs=crumbs_of(visit, looked, names),
        closings=found["items"],
        names=names,
        next=view.address(PLACE, cursor=found["next"]) if found["next"] else "",
        problems=problems or [],
        typed=visit.back_in_words(),
    )


@router.post(PLACE)
async def close(visit: Visiting, view: Viewed) -> Response:
    """Freezes the figures of the period in the address; what is learnt later is shown beside them."""
    looked = await look(visit, view)
    reason = visit.typed("ly-do") or None

    async def act() -> str:
        closed = await close_period(visit.stats, view.office, looked.period["from"], looked.period["to"], reason)
        visit.say(_("Đã chốt {period}, phát hành lần {n}").format(period=looked.period_words, n=closed["issue"]))
        return view.address(f"{PLACE}/{closed['id']}")

    try:
        return await visit.once(act)
    except Refusal as refusal:
        return await _closings(visit, view, None, problems_of(refusal, {"reason": "ly-do"}))


@router.get(f"{PLACE}/{{closing}}")
async def one_closing(visit: Visiting, view: Viewed, closing: Id, cursor: Cursor = None) -> Response:
    """As it was reported, the form with it, and the dossiers learnt of since."""
    (told, changed), report = await asyncio.gather(
        restated(visit.stats, closing, cursor), closed_report(visit.stats, closing, _FORM, rows_asked(None))
    )
    kept = told["closing"]
    own = view.of_office(kept["office"]).of_days(kept["period"]["from"], kept["period"]["to"])
    looked = await look(visit, own)
    names = await names_for(visit, looked, {each["office"] for each in changed["items"]}, set())
    return visit.page(
        "monitoring/closing.html",
        view=own,
        office=looked.office,
        period_words=report["period_name"] or looked.period_words,
        crumbs=crumbs_of(visit, looked, names),
        closing=kept,
        told=report,
        differences=differences_of(told),
        changes=changes_of(own, changed["items"], names),
        changed=changed["total"],
        head=head_of(report["form"]["columns"]),
        lines=lines_of(own, report),
        checks=checks_of(report),
        files=[(kind, _(words)) for kind, words in FILES],
        form=_FORM,
        next=own.address(f"{PLACE}/{closing}", cursor=changed["next"]) if changed["next"] else "",
    )


@router.get(f"{PLACE}/{{closing}}/{{form}}.{{kind}}")
async def closed_download(
    visit: Visiting, view: Viewed, closing: Id, form: FormName, kind: Annotated[str, Path(pattern="^(xlsx|pdf|text)$")]
) -> Response:
    """`view` only says who may come in."""
    return passed_on(await closed_file(visit.stats, closing, form, rows_asked(None), kind))
