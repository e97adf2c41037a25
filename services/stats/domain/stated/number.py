"""A number as it was printed, with its precision: `1.880` is exact, `2,578 triệu` stands for a stretch of counts."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from shared.errors import Invalid
from shared.vietnamese import decimal

_UNITS = {"": 1, "nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_AROUND = {"hơn": (0, 1), "trên": (0, 1), "gần": (1, 0), "dưới": (1, 0), "khoảng": (1, 1)}
_NUMBER = re.compile(
    rf"(?:(?P<around>{'|'.join(_AROUND)})\s+)?"
    r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,(?P<rest>\d{1,6}))?"
    r"(?:\s*(?P<unit>nghìn|ngàn|triệu|tỷ|tỉ))?(?:\s+(?:hồ sơ|lượt|thủ tục|điểm))?",
    re.ASCII | re.IGNORECASE,
)
_PERCENT = re.compile(r"(?P<whole>\d{1,4})(?:[.,](?P<rest>\d{1,6}))?\s*%?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Stated:
    """What was printed lies between `low` and `high`; `places` are the decimals that were printed."""

    text: str
    value: Fraction
    low: Fraction
    high: Fraction
    places: int = 0

    @classmethod
    def exactly(cls, value: int | Fraction, text: str = "") -> Self:
        at = Fraction(value)
        return cls(text or decimal(at, 0), at, at, at)

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    def __add__(self, other: "Stated") -> "Stated":
        return Stated("", self.value + other.value, self.low + other.low, self.high + other.high)


def read_number(printed: int | str) -> Stated:
    """Vietnamese digits: points between thousands, a comma before decimals. Refuses what could be read in two ways."""
    if isinstance(printed, int):
        return Stated.exactly(printed)
    text = " ".join(printed.split())
    read = _NUMBER.fullmatch(text)
    unit = (read["unit"] or "").lower() if read else ""
    if not read or (not unit and len(read["rest"] or "") == 3):
        raise Invalid("number_not_read", "Không đọc được số: viết 1.880 hoặc 2,578 triệu hoặc 64,5 nghìn")
    rest, size = read["rest"] or "", _UNITS[unit]
    step = Fraction(size, 10 ** len(rest))
    value = Fraction(int(read["whole"].replace(".", "") + rest), 10 ** len(rest)) * size
    below, above = _AROUND.get((read["around"] or "").lower(), (0, 0))
    if below or above:
        return Stated(text, value, value - below * step, value + above * step, len(rest))
    margin = step / 2 if unit or rest else Fraction(0)
    return Stated(text, value, value - margin, value + margin, len(rest))


def read_percentage(printed: int | str) -> Stated:
    """`98`, `98 %`, `98,14 %`: half a unit of its last decimal to either side."""
    text = " ".join(str(printed).split())
    read = _PERCENT.fullmatch(text)
    if not read:
        raise Invalid("percentage_not_read", "Không đọc được tỷ lệ: viết 98 % hoặc 98,14 %")
    rest = read["rest"] or ""
    value = Fraction(int(read["whole"] + rest), 10 ** len(rest))
    half = Fraction(1, 2 * 10 ** len(rest))
    return Stated(f"{decimal(value, len(rest))} %", value, value - half, value + half, len(rest))
