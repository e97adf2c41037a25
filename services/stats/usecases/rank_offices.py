"""Ranks the offices of one level by a rate, those with enough dossiers only; the others stand apart with counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from operator import attrgetter

from services.stats.domain.figures import Figures, Rate, rate
from services.stats.domain.interval import Interval, Standing, wilson
from services.stats.domain.measure import Breakdown
from services.stats.domain.ranking import RankedBy, places, rate_by
from services.stats.queries.courses import Asking
from services.stats.queries.due_later import falls_due_later
from services.stats.queries.figures import PartKey
from services.stats.queries.moves import Crossings
from services.stats.queries.question import Question
from services.stats.queries.ranked_offices import RankedOffice, offices_of_level
from services.stats.queries.scopes import shares_of
from shared.db.database import Connection


@dataclass(frozen=True, slots=True)
class Ranked:
    """One office; `place` is None below the minimum. `standing` says whether chance alone may explain its rate."""

    office: RankedOffice
    figures: Figures
    rate: Rate
    interval: Interval | None
    standing: Standing | None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """`whole` is the rate over all offices of the level together, those below the minimum included."""

    whole: Rate
    ranked: tuple[Ranked, ...]
    too_few: tuple[Ranked, ...]


async def rank_offices(connection: Connection, question: Question, level: str, by: RankedBy, minimum: int) -> Ranking:
    """`minimum` is the least number of dossiers that the rate divides by. One statement sums all offices."""
    offices = await offices_of_level(connection, question, level)
    figures = await _figures(connection, question, [office.code for office in offices])
    rates = [rate_by(each, by) for each in figures]
    whole = rate(sum(each.numerator for each in rates), sum(each.denominator for each in rates))
    lines = [_line(*each, whole) for each in zip(offices, figures, rates, strict=True)]
    enough = [line for line in lines if line.rate.denominator >= max(minimum, 1)]
    too_few = tuple(line for line in lines if line.rate.denominator < max(minimum, 1))
    return Ranking(whole, tuple(_in_order(enough, by)), too_few)


def _line(office: RankedOffice, figures: Figures, of: Rate, whole: Rate) -> Ranked:
    interval = wilson(of)
    return Ranked(office, figures, of, interval, interval.beside(whole) if interval else None)


def _in_order(lines: Sequence[Ranked], by: RankedBy) -> list[Ranked]:
    exact = {line.office.code: Fraction(line.rate.numerator, line.rate.denominator) for line in lines}
    place_of = places(exact, is_better_high=by.is_better_high)
    return sorted((replace(line, place=place_of[line.office.code]) for line in lines), key=attrgetter("place"))


async def _figures(connection: Connection, question: Question, codes: Sequence[str]) -> list[Figures]:
    of, today, steps = question.of, question.today, (question.span,)
    asking = Asking(connection, question, steps, Crossings(connection, question, steps), ())
    is_late_today = question.ends_now and any(question.head.later)
    later = await falls_due_later(connection, of, codes, question.now) if is_late_today else []
    answer = await asking.answer(await shares_of(connection, of, codes, today), Breakdown.OFFICE, later, codes)
    return [answer.total(PartKey(code)) for code in codes]
