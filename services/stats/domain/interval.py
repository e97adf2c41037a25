"""How far chance alone may have moved a rate: Wilson's interval at 95 %.

A unit with 1 late dossier of 30 has a rate of 3.33 %, yet its true rate may well lie anywhere between 0.59 % and
16.67 %. Two units whose intervals overlap widely are not told apart by such counts.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from math import sqrt

from services.stats.domain.figures import Rate

_Z = 1.959963984540054  # the normal distribution holds 95 % within ± this many standard deviations
_HUNDREDTH = Decimal("0.01")


class Standing(StrEnum):
    """Where a unit's interval lies beside the rate of all that are compared."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Interval:
    """Percentages, half-up to two decimals."""

    lower: float
    upper: float

    def beside(self, whole: Rate) -> Standing:
        """`WITHIN` says that chance alone explains the difference from the whole."""
        share = 100 * whole.numerator / whole.denominator
        if share < self.lower:
            return Standing.ABOVE
        return Standing.BELOW if share > self.upper else Standing.WITHIN


def wilson(rate: Rate) -> Interval | None:
    """None where there is nothing to divide by."""
    n = rate.denominator
    if n == 0:
        return None
    share, spread = rate.numerator / n, _Z * _Z / n
    middle = share + spread / 2
    reach = sqrt(spread * (share * (1 - share) + spread / 4))
    return Interval(_percent((middle - reach) / (1 + spread)), _percent((middle + reach) / (1 + spread)))


def _percent(share: float) -> float:
    bounded = min(max(share, 0.0), 1.0)
    return float(Decimal(repr(100 * bounded)).quantize(_HUNDREDTH, ROUND_HALF_UP))
