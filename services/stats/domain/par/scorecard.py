"""What a unit's scores come to, line by line of the criteria. What is not known stays unknown; it is never 0."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from services.stats.domain.par.criteria import Band, Criterion

Points = Mapping[str, Decimal]  # as stated, by the code of the criterion


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion. `points` is the sum of its parts where all of them are known, else as stated, else None.

    `known` is the sum of the parts that are known; `rest` what is left of stated points for the parts in `unknown`.
    `stated` is there only where it contradicts the parts (they win).
    """

    criterion: Criterion
    points: Decimal | None
    known: Decimal | None
    rest: Decimal | None
    unknown: tuple[str, ...]
    stated: Decimal | None
    parts: tuple["Line", ...]

    @property
    def percent(self) -> Decimal | None:
        """Share of the maximum, half-up to two decimals."""
        most = self.criterion.most
        return None if self.points is None or most is None else share_of(self.points, most)

    def walk(self) -> Iterator["Line"]:
        yield self
        for part in self.parts:
            yield from part.walk()


def score(criterion: Criterion, stated: Points) -> Line:
    """The line of a criterion with those of its parts."""
    own, parts = stated.get(criterion.code), tuple(score(part, stated) for part in criterion.parts)
    reached = [part.points for part in parts if part.points is not None]
    if not reached:
        return Line(criterion, own, None, None, tuple(part.criterion.code for part in parts), None, parts)
    added = sum(reached, Decimal(0))
    unknown = tuple(part.criterion.code for part in parts if part.points is None)
    if criterion.is_whole and not unknown:
        return Line(criterion, added, added, None, (), own if own not in {None, added} else None, parts)
    if own is None or own < added:
        return Line(criterion, own, added, None, unknown, own, parts)
    return Line(criterion, own, added, own - added, unknown, None, parts)


def share_of(points: Decimal, most: Decimal) -> Decimal:
    """86.60 for 9.0929 of 10.5; exact until the one rounding."""
    hundredths = floor(Fraction(points) / Fraction(most) * 10_000 + Fraction(1, 2))
    return (Decimal(hundredths) / 100).quantize(Decimal("0.01"))


def grade(line: Line, bands: tuple[Band, ...]) -> str | None:
    """The highest grade whose share is reached exactly, without rounding up to it."""
    most = line.criterion.most
    if line.points is None or most is None:
        return None
    reached = [band for band in bands if 100 * line.points >= band.from_percent * most]
    return max(reached, key=lambda band: band.from_percent).name if reached else None
