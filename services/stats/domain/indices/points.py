"""How counts become points: exact ratios, rounded half-up to two decimals at the end (QĐ 766, domain.md F).

What nobody counted or stated has no points: neither none nor all. An index is then known between two bounds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from services.stats.domain.indices.criteria import Criterion
from services.stats.domain.indices.statement import TOTAL, Kind, Statement

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Counts:
    """Two counts; their ratio is exact."""

    numerator: int
    denominator: int

    @property
    def ratio(self) -> Fraction | None:
        return Fraction(self.numerator, self.denominator) if self.denominator else None


@dataclass(frozen=True, slots=True)
class Scored:
    """An item with what is known of it. `stated` is where the counts come from if not from this suite."""

    item: Criterion
    counts: Counts | None
    stated: Statement | None
    portal: Statement | None

    @property
    def points(self) -> Decimal | None:
        """None where there is no source, or nothing to count. Items that are only shown have none either."""
        ratio = self.counts.ratio if self.counts else None
        return points_of(ratio, self.item) if ratio is not None and self.item.maximum else None

    @property
    def distance(self) -> Decimal | None:
        """To full points."""
        return None if self.points is None else self.item.maximum - self.points

    @property
    def portal_points(self) -> Decimal | None:
        """As the portal says, or as its own counts give."""
        if self.portal is None or not self.item.maximum:
            return None
        if self.portal.points is not None:
            return rounded(Fraction(self.portal.points))
        counts = counts_of(self.portal)
        return points_of(counts.ratio, self.item) if counts and counts.ratio is not None else None

    @property
    def portal_gap(self) -> Decimal | None:
        """Ours less the portal's."""
        mine, theirs = self.points, self.portal_points
        return None if mine is None or theirs is None else mine - theirs


def points_of(ratio: Fraction, item: Criterion) -> Decimal:
    """Ratio times maximum; with a threshold all points from there on, and the ratio to it below."""
    full = Fraction(item.threshold or 100, 100)
    return rounded(min(ratio / full, Fraction(1)) * item.maximum)


def rounded(exact: Fraction) -> Decimal:
    """Half-up to two decimals, never by way of a binary fraction."""
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(_CENT, ROUND_HALF_UP)


def counts_of(statement: Statement | None) -> Counts | None:
    if statement is None or statement.numerator is None or statement.denominator is None:
        return None
    return Counts(statement.numerator, statement.denominator)


def score(item: Criterion, own: Counts | None, statements: Sequence[Statement]) -> Scored:
    """What this suite counted comes before what was stated, unless it had nothing to count.

    Of several statements the newest (last) holds.
    """
    of_item = [each for each in statements if each.item == item.code]
    stated = next((each for each in reversed(of_item) if each.kind is Kind.COUNTS), None)
    portal = next((each for each in reversed(of_item) if each.kind is Kind.PORTAL), None)
    if own is not None and (own.denominator or stated is None):
        return Scored(item, own, None, portal)
    return Scored(item, counts_of(stated), stated, portal)


@dataclass(frozen=True, slots=True)
class Sum:
    """Points that are known, of how many; `unknown` is the maximum of the items without points."""

    maximum: int
    points: Decimal
    known: int

    @property
    def unknown(self) -> int:
        return self.maximum - self.known

    @property
    def highest(self) -> Decimal:
        """Were all that is unknown full; `points` is the lowest."""
        return self.points + self.unknown


@dataclass(frozen=True, slots=True)
class PortalTotal:
    """The portal's figure of the whole index beside what is known here. Outside the two bounds one of us is wrong."""

    statement: Statement
    points: Decimal
    is_possible: bool


def portal_total(sum: Sum, statements: Sequence[Statement]) -> PortalTotal | None:
    """The newest that was stated."""
    stated = [
        each for each in statements if each.item == TOTAL and each.kind is Kind.PORTAL and each.points is not None
    ]
    if not stated:
        return None
    points = rounded(Fraction(stated[-1].points or 0))
    return PortalTotal(stated[-1], points, sum.points <= points <= sum.highest)


def sum_of(items: Sequence[Scored]) -> Sum:
    """Sums what is shown, so that the parts add up to it."""
    known = [each for each in items if each.points is not None]
    return Sum(
        maximum=sum(each.item.maximum for each in items),
        points=sum((each.points for each in known if each.points is not None), Decimal("0.00")),
        known=sum(each.item.maximum for each in known),
    )
