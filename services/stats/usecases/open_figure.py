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
    """Refuses more than one part at a time: a breakdown has one dimension."""
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
    by, key = _dimension(part, question.head.code)
    told = await tell_figures(connection, question, by)
    if by is None:
        return int(getattr(told.figures, measure))
    of_office = by is Breakdown.OFFICE
    level = part.level if by is Breakdown.LEVEL_FIELD else None
    return sum(
        getattr(each.figures, measure)
        for each in told.parts
        if each.key == key and each.is_own == of_office and (level is None or each.level == level)
    )


async def _total_of_cause(connection: Connection, question: Question, measure: Measure, part: Part) -> int:
    if measure is not Measure.LATE or part != Part(level=part.level, cause=part.cause):
        raise _one_at_a_time()
    found = await causes_of(connection, question.head.shares, question.counted)
    return sum(each.late for each in found if each.cause == part.cause and part.level in {None, each.level})


def _dimension(part: Part, office: str) -> tuple[Breakdown | None, str]:
    asked = [
        (Breakdown.PROCEDURE, part.procedure),
        (Breakdown.FIELD, part.field),
        (Breakdown.CHANNEL, part.channel),
        (Breakdown.LEVEL, part.level),
        (Breakdown.OFFICE, None if part.with_below else office),
    ]
    chosen = [(by, key) for by, key in asked if key is not None]
    if [by for by, _ in chosen] == [Breakdown.FIELD, Breakdown.LEVEL]:
        return Breakdown.LEVEL_FIELD, chosen[0][1]
    if len(chosen) > 1:
        raise _one_at_a_time()
    return chosen[0] if chosen else (None, "")


def _one_at_a_time() -> Invalid:
    message = "Chỉ chọn một trong: thủ tục, lĩnh vực, kênh, cấp, riêng đơn vị, nguyên nhân; cấp đi kèm được lĩnh vực"
    return Invalid("one_part_at_a_time", f"{message} hoặc nguyên nhân quá hạn")
