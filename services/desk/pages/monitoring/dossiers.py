"""The dossiers behind a number, page by page: as many as the number says."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.desk.clients.monitoring import dossiers_of, figures_of
from services.desk.dependencies import Visit, Visiting
from services.desk.pages.monitoring.looking import Looked, Viewed, crumbs_of, look, names_for
from services.desk.presenters.monitoring.dossiers import codes_of, dossier_row, filing_row, tabs_of, title_of
from services.desk.presenters.monitoring.measures import NAMES, OF_FILINGS
from services.desk.presenters.monitoring.view import DOSSIERS, View, filters_in_words
from services.desk.texts import _
from shared.errors import NotFound

router = APIRouter()
_LIMIT = 100
_MOST = 6
Told = Mapping[str, Any]


@router.get(DOSSIERS)
async def dossiers(
    visit: Visiting,
    view: Viewed,
    measure: Annotated[str, Query(alias="so", max_length=120)] = "received",
    part: Annotated[int, Query(alias="phan", ge=0, le=_MOST)] = 0,
    own: Annotated[bool, Query(alias="rieng")] = False,
    cursor: Annotated[str | None, Query(max_length=400)] = None,
) -> Response:
    """`so` names one count, or several with dots between: a cell of a form; their lists follow one another, `phan` by
    `phan`. `rieng=1`: of the office itself, without what lies below it."""
    measures = _known(measure)
    place = min(part, len(measures) - 1)
    looked = await look(visit, view)
    pages, figures = await asyncio.gather(
        _pages(visit, looked, measures, place, own, cursor),
        figures_of(visit.stats, view.office, looked.period, view.only),
    )
    first = next((n for n, each in enumerate(pages) if each["total"]), place)
    if first > place and not pages[place]["total"]:  # begins with the first list that has anything
        place, pages = first, await _pages(visit, looked, measures, first, own, None)
    items = pages[place]["items"]
    names = await names_for(visit, looked, *codes_of(items))
    is_of_filings = measures[place] in OF_FILINGS
    row_of = filing_row if is_of_filings else dossier_row
    return visit.page(
        "monitoring/dossiers.html",
        view=view,
        office=looked.office,
        period_words=looked.period_words,
        crumbs=crumbs_of(visit, looked, names),
        filters=filters_in_words(view, names.procedure(view.procedure) if view.procedure else None),
        measure=title_of(measures),
        is_of_filings=is_of_filings,
        own=own,
        total=sum(each["total"] for each in pages),
        rows=[row_of(view, item, names) for item in items],
        tabs=[] if own else tabs_of(view, figures["figures"], measures),
        next=_next(view, measures, place, own, pages),
    )


def _known(measure: str) -> list[str]:
    measures = measure.split(".")
    if not set(measures) <= set(NAMES) or len(measures) > _MOST:
        raise NotFound("measure_not_known", _("Không có con số này"))
    return measures


async def _pages(
    visit: Visit, looked: Looked, measures: Sequence[str], place: int, own: bool, cursor: str | None
) -> list[Told]:
    """A whole page of the list that is open; of the others how many they are."""
    asked = [
        _page(visit, looked, each, own, cursor, _LIMIT) if n == place else _page(visit, looked, each, own, None, 1)
        for n, each in enumerate(measures)
    ]
    return list(await asyncio.gather(*asked))


async def _page(visit: Visit, looked: Looked, measure: str, own: bool, cursor: str | None, limit: int) -> Told:
    view, kind = looked.view, "filings" if measure in OF_FILINGS else "dossiers"
    return await dossiers_of(
        visit.stats, view.office, looked.period, view.only, measure, own=own, cursor=cursor, kind=kind, limit=limit
    )


def _next(view: View, measures: Sequence[str], place: int, own: bool, pages: Sequence[Told]) -> str:
    """The rest of this list, else the next one that has anything."""
    said = {"so": ".".join(measures), "rieng": "1" if own else None}
    if pages[place]["next"]:
        return view.address(DOSSIERS, **said, phan=place or None, cursor=pages[place]["next"])
    later = next((n for n in range(place + 1, len(measures)) if pages[n]["total"]), None)
    return view.address(DOSSIERS, **said, phan=later) if later else ""
