"""The short way out for a question that was answered before and of which nothing moved: 304 without a query."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from fastapi import FastAPI
from starlette.responses import Response

from services.stats.dependencies import tags_of
from services.stats.queries.board import Board
from services.stats.queries.question import Question
from shared.callers import Caller
from shared.errors import Refusal
from shared.web.express import Answered, Knock
from shared.web.station import Station

_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class _Given:
    """What an answer rested on."""

    tag: str
    areas: tuple[str, ...]
    generation: int
    until: datetime


class Answers:
    """What was answered to whom, as long as the board of this process is told of every change."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._given: OrderedDict[tuple[bytes, Caller], _Given] = OrderedDict()

    def note(self, query: bytes, caller: Caller, question: Question) -> None:
        if not self._board.is_live:
            return
        given = _Given(question.tag, question.areas, question.head.generation, question.holds_until)
        self._given[query, caller] = given
        self._given.move_to_end((query, caller))
        if len(self._given) > _REMEMBERED:
            self._given.popitem(last=False)

    def unchanged(self, query: bytes, caller: Caller, now: datetime) -> str | None:
        """The tag that still holds."""
        given = self._given.get((query, caller))
        if given is None or now >= given.until or not self._board.is_live:
            return None
        return given.tag if self._board.generation(given.areas) == given.generation else None

    @property
    def complete_to(self) -> int:
        return self._board.sources["processing"].position


def unchanged_answers(app: FastAPI) -> Answered:
    """`GET /figures` of this app."""
    station: Station = app.state.station
    answers: Answers = app.state.answers

    def answer(knock: Knock) -> Response | None:
        known = knock.header(b"if-none-match")
        if not known:
            return None
        try:
            caller = station.tokens.caller(knock.header(b"authorization"))
        except Refusal:
            return None
        tag = answers.unchanged(knock.query, caller, station.clock.now())
        if tag is None or tag not in tags_of(known):
            return None
        return Response(status_code=304, headers=figure_headers(tag, answers.complete_to))

    return answer


def figure_headers(tag: str, complete_to: int) -> dict[str, str]:
    """Of every answer with figures; a 304 has no body to say how far they go."""
    return {"ETag": tag, "Cache-Control": "private, no-cache", "Complete-To": str(complete_to)}
