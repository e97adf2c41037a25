"""B1: the queue of the one-stop desk, by nearest due date."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.desk.clients.queue import Queue, filings_of, queue_of
from services.desk.dependencies import Visit, Visiting
from services.desk.pages.counter import AtCounter
from services.desk.presenters.queue import BY_NAME, PLACE, Tab, count_of, rows_of, tabs_of
from shared.contracts.states import STATE_NAMES

router = APIRouter()
_LIMIT = 100


@router.get(PLACE)
async def queue(
    visit: Visiting,
    counter: AtCounter,
    muc: Annotated[str, Query(max_length=30)] = "tat-ca",
    cursor: Annotated[str | None, Query(max_length=400)] = None,
) -> Response:
    tab = BY_NAME.get(muc, BY_NAME["tat-ca"])
    found = await _ask(visit, counter.code, tab, cursor)
    return visit.page(
        "queue.html",
        tab=tab,
        count=count_of(tab, found.counts, found.filings),
        tabs=tabs_of(tab, found),
        late=found.counts["urgency"].get("overdue", 0),
        today=found.counts["urgency"].get("due_today", 0),
        rows=rows_of(tab, found, STATE_NAMES),
        next=found.next,
        awaited=count_of(BY_NAME["cho-hoan-thien"], found.counts, found.filings),
        open_count=count_of(BY_NAME["tat-ca"], found.counts, found.filings),
    )


async def _ask(visit: Visit, desk: str, tab: Tab, cursor: str | None) -> Queue:
    if tab.of_filings:
        return await filings_of(visit.intake, visit.processing, desk, tab.states, cursor, _LIMIT)
    return await queue_of(
        visit.intake,
        visit.processing,
        desk,
        states=tab.states,
        urgency=tab.urgency,
        cursor=cursor,
        limit=_LIMIT,
    )
