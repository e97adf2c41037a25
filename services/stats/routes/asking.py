"""The short way out for questions: 304 from memory where nothing moved, else the figures without FastAPI's machinery.

What it cannot take as it stands, and whatever is refused, it leaves to the route, which then says why.
"""

from typing import Annotated
from urllib.parse import parse_qsl

import orjson
from fastapi import FastAPI
from pydantic import BaseModel, Field, ValidationError
from starlette.responses import Response

from services.stats.dependencies import FIGURE_ROLES, complete_to_of, tags_of
from services.stats.domain.measure import Breakdown, Map
from services.stats.domain.period import Period
from services.stats.queries.board import Board
from services.stats.queries.question import question_about
from services.stats.routes.figures import figure_headers, one_of_each
from services.stats.routes.unchanged import Answers
from services.stats.schemas.answer import answer_of
from services.stats.usecases.tell_figures import tell_figures
from shared.callers import Caller
from shared.errors import Refusal
from shared.web.express import Answered, Knock
from shared.web.fields import Code, Day
from shared.web.station import Station

_SEVERAL = "breakdown"


class Ask(BaseModel, extra="forbid"):
    """The parameters of `GET /figures`, as the route reads them."""

    office: Code
    from_on: Day = Field(alias="from")
    to_on: Day = Field(alias="to")
    by_map: Map = Field(Map.THEN, alias="map")
    breakdown: Annotated[list[Breakdown], Field(max_length=2)] = []
    tree: bool = False


def figures_lane(app: FastAPI) -> Answered:
    """`GET /figures` of this app."""
    station: Station = app.state.station
    answers: Answers = app.state.answers
    board: Board = app.state.board

    async def answer(knock: Knock) -> Response | None:
        try:
            caller = station.tokens.caller(knock.header(b"authorization"))
            known = tags_of(knock.header(b"if-none-match") or "")
            tag = answers.unchanged(knock.query, caller, station.clock.now())
            if tag in known:
                return Response(status_code=304, headers=figure_headers(tag, answers.complete_to))
            return await tell(knock, caller) if board.is_live and not known else None
        except (Refusal, ValidationError):
            return None

    async def tell(knock: Knock, caller: Caller) -> Response | None:
        asked = read_ask(knock.query)
        caller.must_be(*FIGURE_ROLES)
        by, over = one_of_each(asked.breakdown)
        complete_to = complete_to_of(board.sources, station)  # before the books are read: never more than they hold
        async with station.database.reading() as connection:
            period = Period(asked.from_on, asked.to_on)
            now = station.clock.now()
            question = await question_about(connection, caller, asked.office, period, now, asked.by_map)
            told = await tell_figures(connection, question, by, over, whole_tree=asked.tree)
        body = orjson.dumps(answer_of(question, told, complete_to, by, over))
        answers.note(knock.query, caller, question)
        headers = figure_headers(question.tag, complete_to.position)
        return Response(body, media_type="application/json", headers=headers)

    return answer


def read_ask(query: bytes) -> Ask:
    """Raises ValidationError where the route would refuse, or where a parameter that is told once comes twice."""
    found: dict[str, list[str]] = {}
    for name, value in parse_qsl(query.decode("latin-1"), keep_blank_values=True):
        found.setdefault(name, []).append(value)
    single = {name: each if name == _SEVERAL or len(each) > 1 else each[0] for name, each in found.items()}
    return Ask.model_validate(single)
