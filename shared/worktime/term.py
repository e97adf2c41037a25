"""A time limit as the law writes it: an amount of one unit, never converted into another."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Literal

from shared.worktime.refusals import TermNotValid

MOST = 10_000
SAME_DAY_CUTOFF = time(15, 0)  # NĐ 23/2015 art. 7, Luật Hộ tịch 2014 art. 5.3


class Unit(StrEnum):
    """The units of domain.md C.2."""

    WORKING_HOUR = "working_hour"
    HALF_DAY = "half_day"
    WORKING_DAY = "working_day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"
    SAME_DAY = "same_day"


_COUNTED_BY_INSTANT = frozenset({Unit.WORKING_HOUR, Unit.HALF_DAY, Unit.HOUR})

_IN_WORDS = {
    Unit.WORKING_HOUR: "giờ làm việc",
    Unit.HALF_DAY: "nửa ngày làm việc",
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.DAY: "ngày",
    Unit.WEEK: "tuần",
    Unit.MONTH: "tháng",
    Unit.YEAR: "năm",
    Unit.HOUR: "giờ",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A time limit; the amount is 1 to 10,000, and 0 for same-day, which alone looks at the cut-off."""

    unit: Unit
    amount: int
    cutoff: time = SAME_DAY_CUTOFF

    def __post_init__(self) -> None:
        if type(self.amount) is not int:
            raise TermNotValid("số lượng phải là số nguyên")
        if self.unit is Unit.SAME_DAY:
            if self.amount != 0:
                raise TermNotValid("thời hạn trong ngày có số lượng là 0")
        elif not 1 <= self.amount <= MOST:
            raise TermNotValid(f"số lượng phải từ 1 đến {MOST}")
        if self.cutoff.tzinfo is not None:
            raise TermNotValid("giờ chốt trong ngày không ghi múi giờ")

    @property
    def counts_by(self) -> Literal["day", "hour"]:
        """Day limits, same-day included, are judged by date; hour limits and half days by instant."""
        return "hour" if self.unit in _COUNTED_BY_INSTANT else "day"

    def __str__(self) -> str:
        return "trong ngày" if self.unit is Unit.SAME_DAY else f"{self.amount} {_IN_WORDS[self.unit]}"


def read_unit(text: str) -> Unit:
    """The unit of that name; refuses any other."""
    try:
        return Unit(text)
    except ValueError:
        raise TermNotValid("đơn vị không có trong danh mục") from None
