"""Procedures: found, and each version with its limits, fees, papers and history."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.desk.clients import catalogue
from services.desk.dependencies import Visiting
from services.desk.presenters.catalogue import (
    CHANNELS,
    LEVELS,
    act_words,
    copies_words,
    parts_words,
    since_words,
    term_words,
)

router = APIRouter()
PLACE = "/quan-tri/thu-tuc"
_WORDS: dict[str, Any] = {"channels": CHANNELS, "levels": LEVELS, "term_words": term_words, "act_words": act_words}
_WORDS |= {"copies_words": copies_words, "parts_words": parts_words, "since_words": since_words}


@router.get(PLACE)
async def found(
    visit: Visiting,
    q: Annotated[str, Query(max_length=200)] = "",
    field: Annotated[str, Query(max_length=200)] = "",
    cursor: Annotated[str | None, Query(max_length=400)] = None,
) -> Response:
    page = await catalogue.page_of_procedures(visit.intake, q=q.strip(), field=field, cursor=cursor)
    return visit.page("administration/procedures.html", q=q, field=field, found=page, **_WORDS)


@router.get(PLACE + "/{code}")
async def one(visit: Visiting, code: str, version: Annotated[int | None, Query(ge=0, le=10_000)] = None) -> Response:
    whole = await catalogue.whole_procedure(visit.intake, visit.processing, code, version)
    return visit.page("administration/procedure.html", whole=whole, procedure=whole.procedure, **_WORDS)
