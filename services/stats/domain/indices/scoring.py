"""Scores of TT 01/2018: means of dossiers with one decimal, and the rules by which an agency gets 0, 1 or 2."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from services.stats.domain.indices.points import Counts
from services.stats.domain.indices.score_criteria import MOST, Grade, ScoreItem, ScoreSet, grade_of
from services.stats.domain.indices.statement import Kind, Statement

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class OnlineCounts:
    """Procedures and dossiers that came in online, of all that came in; dossiers that came online and ended late."""

    procedures: Counts
    dossiers: Counts
    late: int


@dataclass(frozen=True, slots=True)
class ScoredItem:
    """A score with the counts behind it: points over dossiers, or the share that an agency is judged by."""

    item: ScoreItem
    score: Decimal | None
    counts: Counts | None
    stated: Statement | None


@dataclass(frozen=True, slots=True)
class Total:
    """The sum lies between `points` and `highest`; a grade is given where both have the same."""

    points: Decimal
    highest: Decimal
    known: int
    grade: Grade | None
    lowest_grade: Grade
    highest_grade: Grade


def mean(points: Counts) -> Decimal | None:
    """Points over dossiers, one decimal, half-up (TT 01/2018 art. 15)."""
    if not points.denominator:
        return None
    return (Decimal(points.numerator) / points.denominator).quantize(_TENTH, ROUND_HALF_UP)


def reaches(share: Counts, percent: int) -> bool:
    """Exact: 89.999 % is not 90 %."""
    return share.numerator * 100 >= percent * share.denominator


def on_the_spot_score(share: Counts, level: str, bounds: Mapping[str, int]) -> Decimal | None:
    """By the level of the agency; the nation has no bound."""
    if level not in bounds or not share.denominator:
        return None
    return Decimal(MOST if reaches(share, bounds[level]) else 0)


def petition_score(in_time: Counts, bounds: Mapping[str, int]) -> Decimal | None:
    if not in_time.denominator:
        return None
    return Decimal(MOST if reaches(in_time, bounds["full"]) else int(reaches(in_time, bounds["half"])))


def online_score(online: OnlineCounts, bounds: Mapping[str, int]) -> Decimal | None:
    """Two points ask for both shares and no late dossier; one point for the smaller share of dossiers."""
    if not online.dossiers.denominator:
        return None
    is_full = reaches(online.procedures, bounds["procedures"]) and reaches(online.dossiers, bounds["dossiers"])
    if is_full and not online.late:
        return Decimal(MOST)
    return Decimal(int(reaches(online.dossiers, bounds["half"])))


def with_statement(
    item: ScoreItem, own: tuple[Decimal | None, Counts] | None, statements: Sequence[Statement]
) -> ScoredItem:
    """Our own score comes before a stated one, unless it had nothing to count; the newest statement holds."""
    of_item = [each for each in statements if each.item == item.code and each.kind is Kind.SCORE]
    stated = of_item[-1] if of_item else None
    if own is not None and (own[0] is not None or stated is None):
        return ScoredItem(item, own[0], own[1], None)
    score = stated.points.quantize(_TENTH) if stated and stated.points is not None else None
    return ScoredItem(item, score, None, stated)


def total(items: Sequence[ScoredItem], criteria: ScoreSet) -> Total:
    known = [each.score for each in items if each.score is not None]
    points = sum(known, Decimal("0.0"))
    highest = points + MOST * (len(items) - len(known))
    low, high = grade_of(points, criteria.agency_grades), grade_of(highest, criteria.agency_grades)
    return Total(points, highest, len(known), low if low == high else None, low, high)
