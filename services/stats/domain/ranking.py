"""Who comes where: equal values share a place, and the next place leaves room for them (1, 2, 2, 4)."""

from collections.abc import Hashable, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from services.stats.domain.figures import Figures, Rate, rate, rates_of

Key = TypeVar("Key", bound=Hashable)


class RankedBy(StrEnum):
    """By which rate offices are ranked."""

    ON_TIME = "on_time"
    LATE = "late"
    OVERDUE = "overdue"
    RESOLVED_SHARE = "resolved_share"
    ONLINE_SHARE = "online_share"

    @property
    def is_better_high(self) -> bool:
        return self not in {RankedBy.LATE, RankedBy.OVERDUE}


def rate_by(figures: Figures, by: RankedBy) -> Rate:
    """`overdue` is of all that is open at the end of the period, `online_share` of all received in it."""
    f = figures
    if by is RankedBy.OVERDUE:
        return rate(f.overdue, f.in_term + f.overdue + f.waiting)
    if by is RankedBy.ONLINE_SHARE:
        return rate(f.online, f.received)
    return rates_of(f)[by]


def places(values: Mapping[Key, Fraction | Decimal], *, is_better_high: bool = True) -> dict[Key, int]:
    """Exact values only: what was rounded would make ties that are none."""
    first_at: dict[Fraction | Decimal, int] = {}
    for place, value in enumerate(sorted(values.values(), reverse=is_better_high), start=1):
        first_at.setdefault(value, place)
    return {key: first_at[value] for key, value in values.items()}
