"""What was answered before, and whether it still holds: 304 without a query."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from services.stats.queries.board import Board
from services.stats.queries.question import Question
from shared.callers import Caller

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
