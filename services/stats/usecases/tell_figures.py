"""Tells an office's figures for a period, and takes them apart by one dimension."""

from dataclasses import dataclass

from services.stats.domain.figures import NOTHING_CROSSED, Figures, Sums, figures_of
from services.stats.domain.measure import Breakdown
from services.stats.queries.due_later import FallsDueLater, falls_due_later
from services.stats.queries.figures import sums_of
from services.stats.queries.moves import Crossings
from services.stats.queries.question import Question
from services.stats.usecases.take_apart import Part, count_of, take_apart
from shared.db.database import Connection


@dataclass(frozen=True, slots=True)
class Told:
    """The whole, and its parts where they were asked for."""

    figures: Figures
    parts: tuple[Part, ...]


async def tell_figures(connection: Connection, question: Question, by: Breakdown | None) -> Told:
    """Refuses a breakdown by day over more than 400 days. Raises FiguresDoNotAddUp where an identity fails."""
    span, head = question.counted, question.head
    later = await _later(connection, question)
    whole = (await sums_of(connection, head.shares, span)).get(head.code, Sums())
    crossings = await Crossings.of(connection, question)
    moves = await crossings.into_and_out_of([head.code])
    figures = figures_of(whole, count_of(later), moves.get(head.code, NOTHING_CROSSED))
    parts = await take_apart(connection, question, by, whole, later, crossings) if by else ()
    return Told(figures, parts)


async def _later(connection: Connection, question: Question) -> list[FallsDueLater]:
    if not question.ends_now or not question.head.falls_due_later:
        return []
    return await falls_due_later(connection, question.of, [question.head.code], question.now)
