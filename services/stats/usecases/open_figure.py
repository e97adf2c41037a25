"""Opens a figure: the dossiers that it counts, beside the figure itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.stats.domain.measure import Breakdown, Measure
from services.stats.queries.dossiers import CountedDossier, Part, counted_dossiers
from services.stats.queries.question import Question
from services.stats.usecases.tell_figures import tell_figures
from shared.db.database import Connection
from shared.errors import Invalid


@dataclass(frozen=True, slots=True)
class Opened:
    """A page of the dossiers. `total` comes from the sums, not from counting this list."""

    total: int
    dossiers: Sequence[CountedDossier]
    has_more: bool


async def open_figure(
    connection: Connection,
    question: Question,
    measure: Measure,
    part: Part,
    *,
    after: tuple[date, UUID] | None,
    limit: int,
) -> Opened:
    """Refuses more than one part at a time: a breakdown has one dimension."""
    total = await _total(connection, question, measure, part)
    dossiers = await counted_dossiers(
        connection,
        question.of,
        question.head.code,
        question.counted,
        measure,
        part=part,
        today=question.today,
        now=question.now if question.ends_now else None,
        after=after,
        limit=limit + 1,
    )
    return Opened(total, dossiers[:limit], len(dossiers) > limit)


async def _total(connection: Connection, question: Question, measure: Measure, part: Part) -> int:
    by, key = _dimension(part, question.head.code)
    told = await tell_figures(connection, question, by)
    if by is None:
        return int(getattr(told.figures, measure))
    of_office = by is Breakdown.OFFICE
    return sum(getattr(each.figures, measure) for each in told.parts if each.key == key and each.is_own == of_office)


def _dimension(part: Part, office: str) -> tuple[Breakdown | None, str]:
    asked = [
        (Breakdown.PROCEDURE, part.procedure),
        (Breakdown.CHANNEL, part.channel),
        (Breakdown.OFFICE, None if part.with_below else office),
    ]
    chosen = [(by, key) for by, key in asked if key]
    if len(chosen) > 1:
        raise Invalid("one_part_at_a_time", "Chỉ chọn một trong: thủ tục, kênh, hoặc riêng đơn vị")
    return chosen[0] if chosen else (None, "")
