"""Takes an office's figures apart by one dimension; parts equal the whole before anything leaves."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.stats.domain.figures import NOTHING_CROSSED, Figures, Sums, check_parts, figures_of
from services.stats.domain.measure import Breakdown
from services.stats.domain.period import Grain, Period
from services.stats.domain.series import over_time, steps_of
from services.stats.queries.due_later import FallsDueLater, falls_due_later
from services.stats.queries.figures import sums_by_channel, sums_by_procedure, sums_of, sums_over_time
from services.stats.queries.moves import Crossings
from services.stats.queries.offices import children_of
from services.stats.queries.question import Question
from services.stats.queries.scopes import shares_of
from shared.db.database import Connection
from shared.errors import Invalid

_MOST_DAYS = 400


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a figure. `is_own` is the office itself, without what lies below it."""

    key: str
    name: str | None
    period: Period
    figures: Figures
    is_own: bool = False


async def take_apart(
    connection: Connection,
    question: Question,
    by: Breakdown,
    whole: Sums,
    later: Sequence[FallsDueLater],
    crossings: Crossings,
) -> tuple[Part, ...]:
    """`later` are the limits in hours of the whole that end later today. Refuses days over more than 400 days."""
    if by in {Breakdown.DAY, Breakdown.MONTH}:
        return tuple(await _steps(connection, question, by, later, crossings))
    if by is Breakdown.OFFICE:
        return tuple(await _offices(connection, question, whole, later, crossings))
    return tuple(await _kinds(connection, question, by, whole, later, crossings))


def count_of(later: Sequence[FallsDueLater]) -> int:
    return sum(each.count for each in later)


async def _kinds(
    connection: Connection,
    question: Question,
    by: Breakdown,
    whole: Sums,
    later: Sequence[FallsDueLater],
    crossings: Crossings,
) -> list[Part]:
    """Procedures or channels."""
    span, head = question.counted, question.head
    if by is Breakdown.CHANNEL:
        parts = await sums_by_channel(connection, head.shares, span)
    else:
        parts = await sums_by_procedure(connection, question.of, head.code, span, question.today)
    check_parts(whole, list(parts.values()))
    moves = await crossings.into_and_out_of([head.code], by)
    return [
        Part(
            *(key, None, question.period),
            figures_of(
                parts.get(key, Sums()),
                count_of([each for each in later if getattr(each, by) == key]),
                moves.get(key, NOTHING_CROSSED),
            ),
        )
        for key in sorted({*parts, *moves})  # what only came and went again is in no sum
    ]


async def _offices(
    connection: Connection, question: Question, whole: Sums, later: Sequence[FallsDueLater], crossings: Crossings
) -> list[Part]:
    """The offices directly below, each with its subtree; then what the office counts itself, if anything.

    A dossier that goes from one part to another leaves the one and enters the other, and neither for the whole.
    """
    of, today, span = question.of, question.today, question.counted
    children = await children_of(connection, question.head.code)
    codes = [child.code for child in children]
    below = await sums_of(connection, await shares_of(connection, of, codes, today), span)
    moves = await crossings.into_and_out_of(codes, Breakdown.OFFICE)
    due_later = await falls_due_later(connection, of, codes, question.now) if later else []
    parts = []
    for child in children:
        sums, crossing = below.get(child.code, Sums()), moves.get(child.code, NOTHING_CROSSED)
        if child.is_ended and sums == Sums() and crossing == NOTHING_CROSSED:
            continue
        own_later = count_of([each for each in due_later if each.root == child.code])
        parts.append(Part(child.code, child.name, question.period, figures_of(sums, own_later, crossing)))
    rest = count_of(later) - count_of(due_later)
    return parts + await _itself(question, whole - sum(below.values(), Sums()), rest, crossings)


async def _itself(question: Question, own: Sums, due_later: int, crossings: Crossings) -> list[Part]:
    head = question.head
    moves = await crossings.into_and_out_of([head.code], with_below=False)
    crossing = moves.get(head.code, NOTHING_CROSSED)
    if own == Sums() and crossing == NOTHING_CROSSED:
        return []
    return [Part(head.code, head.name, question.period, figures_of(own, due_later, crossing), is_own=True)]


async def _steps(
    connection: Connection, question: Question, by: Breakdown, later: Sequence[FallsDueLater], crossings: Crossings
) -> list[Part]:
    span, grain = question.counted, Grain[by.name]
    if grain is Grain.DAY and (span.after - span.first).days > _MOST_DAYS:
        raise Invalid("span_too_long", f"Bảng theo ngày chỉ nhận tối đa {_MOST_DAYS} ngày")
    before, added = await sums_over_time(connection, question.head.shares, span, grain)
    moves = await crossings.into_and_out_of([question.head.code], by)
    parts = []
    for period, sums in over_time(before, added, steps_of(span, grain)):
        due_later = count_of(later) if period.to_on == span.last_on else 0
        figures = figures_of(sums, due_later, moves.get(period.from_on, NOTHING_CROSSED))
        parts.append(Part(f"{period.from_on:%Y-%m-%d}", None, period, figures))
    return parts
