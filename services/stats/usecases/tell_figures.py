"""Tells an office's figures for a period, and takes them apart: into parts, over time, or both."""

from dataclasses import dataclass

from services.stats.domain.figures import Figures
from services.stats.domain.measure import Breakdown
from services.stats.domain.only import ALL, Only
from services.stats.domain.series import steps_of
from services.stats.queries.courses import Asking, Step
from services.stats.queries.due_later import FallsDueLater, falls_due_later
from services.stats.queries.figures import PartKey
from services.stats.queries.moves import Crossings
from services.stats.queries.question import Question
from services.stats.usecases.take_apart import Part, take_apart
from shared.db.database import Connection
from shared.errors import Invalid

_MOST_STEPS = 400


@dataclass(frozen=True, slots=True)
class Told:
    """The whole, over time where that was asked for, and its parts where they were."""

    figures: Figures
    steps: tuple[Step, ...]
    parts: tuple[Part, ...]


async def tell_figures(
    connection: Connection,
    question: Question,
    by: Breakdown | None = None,
    over: Breakdown | None = None,
    *,
    only: Only = ALL,
    whole_tree: bool = False,
) -> Told:
    """`over` is a breakdown of time. `whole_tree`: by office all offices below, not only those directly below.

    Refuses what no book tells (`not_told_together`), more than 400 steps (`span_too_long`), and more than 50,000 parts
    and steps (`answer_too_large`). Raises FiguresDoNotAddUp where an identity fails, or where the parts are not the
    whole.
    """
    asking = await _asking(connection, question, over, only)
    if by:
        whole, parts = await take_apart(asking, by, whole_tree=whole_tree)
    else:
        whole, parts = await asking.whole(), ()
    own = PartKey(question.head.code)
    return Told(whole.total(own), whole.steps(own) if over else (), parts)


async def _asking(connection: Connection, question: Question, over: Breakdown | None, only: Only) -> Asking:
    steps = (tuple(steps_of(question.counted, over)) if over else ()) or (question.span,)
    if len(steps) > _MOST_STEPS:
        raise Invalid("span_too_long", f"Bảng theo thời gian chỉ nhận tối đa {_MOST_STEPS} cột, hãy chọn kỳ ngắn hơn")
    crossings = Crossings(connection, question, steps, only)
    return Asking(connection, question, steps, crossings, await _later(connection, question, only), only)


async def _later(connection: Connection, question: Question, only: Only) -> list[FallsDueLater]:
    if not question.ends_now or not any(question.head.later):
        return []
    return await falls_due_later(connection, question.of, [question.head.code], question.now, only=only)
