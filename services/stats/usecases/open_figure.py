"""Opens a figure: the dossiers or filings that it counts, beside the figure itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.stats.domain.measure import OF_FILINGS, Breakdown, Measure
from services.stats.queries.causes import causes_of
from services.stats.queries.dossiers import CountedDossier, Part, counted_dossiers
from services.stats.queries.filings import CountedFiling, counted_filings
from services.stats.queries.question import Question
from services.stats.usecases.tell_figures import tell_figures
from shared.db.database import Connection
from shared.errors import Invalid


@dataclass(frozen=True, slots=True)
class Opened:
    """A page of the dossiers or filings. `total` comes from the sums, not from counting this list."""

    total: int
    items: Sequence[CountedDossier | CountedFiling]
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
    """Refuses what no book tells (`not_told_together`), and a cause beside anything but a level."""
    total = await _total(connection, question, measure, part)
    items: Sequence[CountedDossier | CountedFiling]
    if measure in OF_FILINGS:
        items = await counted_filings(connection, question, measure, part=part, after=after, limit=limit + 1)
    else:
        items = await counted_dossiers(connection, question, measure, part=part, after=after, limit=limit + 1)
    return Opened(total, items[:limit], len(items) > limit)


async def _total(connection: Connection, question: Question, measure: Measure, part: Part) -> int:
    if part.cause is not None:
        return await _total_of_cause(connection, question, measure, part)
    by = None if part.with_below else Breakdown.OFFICE
    told = await tell_figures(connection, question, by, only=part.only)
    if by is None:
        return int(getattr(told.figures, measure))
    own = (each for each in told.parts if each.key == question.head.code and each.is_own)
    return sum(getattr(each.figures, measure) for each in own)


async def _total_of_cause(connection: Connection, question: Question, measure: Measure, part: Part) -> int:
    if measure is not Measure.LATE or part != Part(level=part.level, cause=part.cause):
        raise _one_at_a_time()
    found = await causes_of(connection, question.head.shares, question.counted)
    return sum(each.late for each in found if each.cause == part.cause and part.level in {None, each.level})


def _one_at_a_time() -> Invalid:
    return Invalid("one_part_at_a_time", "Nguyên nhân chỉ mở được hồ sơ quá hạn, và chỉ đi kèm được cấp")
