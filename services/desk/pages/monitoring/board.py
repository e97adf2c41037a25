"""The board: figures, map of tiles, table and trend of an office and a period."""

import asyncio
import hashlib
import secrets
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.desk.clients.monitoring import NOT_MODIFIED, ask_figures, board_of, figures_of, votes_of
from services.desk.dependencies import Visit, Visiting
from services.desk.pages.monitoring.looking import Looked, Viewed, above, crumbs_of, days_typed, look, names_for
from services.desk.presenters.monitoring import parts, period
from services.desk.presenters.monitoring.cards import Periods, cards_of
from services.desk.presenters.monitoring.trend import trend_of
from services.desk.presenters.monitoring.units import map_of, silent_of
from services.desk.presenters.monitoring.view import BOARD, CHANNELS, LEVELS, View, filters_in_words
from services.desk.texts import _

router = APIRouter()
_SHOWN = 60
_EDITION = secrets.token_hex(8)  # pages of another start may look otherwise
Told = Mapping[str, Any]


@router.get(BOARD)
async def board(
    visit: Visiting,
    view: Viewed,
    by: Annotated[str | None, Query(alias="theo", max_length=10)] = None,
    sort: Annotated[str, Query(alias="xep", max_length=10)] = "tre",
    everything: Annotated[bool, Query(alias="tat-ca")] = False,
) -> Response:
    """A poll (the script's partial answer) costs a 304 while no figure of the office moved."""
    looked = await look(visit, view)
    known, rest = known_tag(visit)
    figures, votes = await asyncio.gather(
        ask_figures(visit.stats, view.office, looked.period, view.only, known),
        _votes(visit, looked),
    )
    tag = figures.headers["etag"]
    page_tag = f'W/"{tag.strip(chr(34))}.{_rest_of(visit, looked, votes)}"'
    if figures.status == NOT_MODIFIED:
        if page_tag == f'W/"{known.strip(chr(34))}.{rest}"':
            return Response(status_code=NOT_MODIFIED, headers=_headers(page_tag))
        figures = await ask_figures(visit.stats, view.office, looked.period, view.only)
    page = await _draw(visit, looked, figures.json, votes, by, sort, everything)
    if visit.request.headers.get("x-partial"):
        page.headers.update(_headers(page_tag))
    return page


def known_tag(visit: Visit) -> tuple[str, str]:
    """The tag of the figures within the page's own, and the rest; pages with something to say are always drawn."""
    sent = visit.request.headers.get("if-none-match", "").removeprefix("W/").strip('"')
    tag, _dot, rest = sent.rpartition(".")
    return (f'"{tag}"', rest) if tag and not visit.session.said else ("", "")


def _rest_of(visit: Visit, looked: Looked, votes: Told | None) -> str:
    """What the figures' tag does not know: who looks, at what, in which edition of the pages, and the votes."""
    told = (_EDITION, visit.person.subject, visit.request.url.query, looked.period["from"], looked.period["to"])
    return hashlib.sha256(repr((*told, votes and votes["all"])).encode()).hexdigest()[:16]


def _headers(tag: str) -> dict[str, str]:
    """A part of a page without a person in it may be kept by the browser, and is asked for again each time."""
    return {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "X-Partial, Cookie, Accept-Encoding"}


async def _votes(visit: Visit, looked: Looked) -> Told | None:
    if not looked.view.is_whole:
        return None
    return await votes_of(visit.stats, looked.view.office, looked.period)


async def _draw(
    visit: Visit,
    looked: Looked,
    now: Told,
    votes: Told | None,
    asked_by: str | None,
    sort: str,
    everything: bool,
) -> Response:
    view = looked.view
    is_usual = asked_by not in parts.BY or not parts.is_possible(view, asked_by)
    by = parts.usual_by(view, looked.office["level"]) if is_usual else str(asked_by)
    taken, before, trend, units, digitised = await board_of(
        visit.stats, view.office, looked.period, view.only, parts.BY[by], with_whole=view.is_whole
    )
    below = units["breakdown"]["items"]
    if is_usual and by == "don-vi" and all(unit["is_own"] for unit in below):
        by = "linh-vuc" if not view.channel else "kenh"
        taken = await figures_of(visit.stats, view.office, looked.period, view.only, parts.BY[by])
    items = taken["breakdown"]["items"]
    procedures = {part["key"] for part in items} if by == "thu-tuc" else set()
    names = await names_for(visit, looked, {part["key"] for part in below}, procedures)
    rows = parts.in_order(parts.rows_of(view, by, items, names), sort)
    shown = [row for row in rows if row.has_data]
    return visit.page(
        "monitoring/board.html",
        **days_typed(visit),
        **_head(visit, looked, names),
        told=now,
        cards=cards_of(view, Periods(now["figures"], before["figures"], looked.period["is_over"]), votes, digitised),
        map=map_of(view, below, names),
        silent=silent_of(below),
        rows=shown if everything else shown[:_SHOWN],
        row_count=len(shown),
        by=by,
        by_title=_(parts.TITLES[by]),
        choices=parts.choices_of(view, by),
        sort=sort,
        trend=trend_of(view, trend["breakdown"]["items"]),
        is_empty=not parts.has_data(now["figures"]),
    )


def _head(visit: Visit, looked: Looked, names: Any) -> dict[str, Any]:
    """Title, way and filters of a board."""
    view = looked.view
    return {
        "view": view,
        "office": looked.office,
        "period": looked.period,
        "period_words": looked.period_words,
        "periods": period.choices_of(looked.period["this_month"], looked.period["name"]),
        "crumbs": crumbs_of(visit, looked, names),
        "filters": filters_in_words(view, names.procedure(view.procedure) if view.procedure else None),
        "levels": LEVELS,
        "channels": CHANNELS,
        "before": _neighbour(view, looked.period["before"]),
        "after": _neighbour(view, looked.period["after"]),
        "above": above(visit, looked),
    }


def _neighbour(view: View, told: Told) -> str:
    near = view.of_period(told["name"]) if told["name"] else view.of_days(told["from"], told["to"])
    return near.address()
