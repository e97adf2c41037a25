"""Official reporting periods by their short names: `2026-Q1` is 15/12/2025–14/3/2026 (domain: NĐ 09/2019 art. 12)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from services.stats.domain.period import Period, official_period
from shared.errors import Invalid

_NAME = re.compile(r"(?P<year>20\d\d)(?:-(?P<part>M(?:0[1-9]|1[0-2])|Q[1-4]|H[12]|9M))?", re.ASCII)
_MONTHS: Mapping[str | None, tuple[int, int]] = {
    **{f"M{month:02}": (month, month) for month in range(1, 13)},
    **{f"Q{quarter}": (3 * quarter - 2, 3 * quarter) for quarter in range(1, 5)},
    "H1": (1, 6),
    "H2": (7, 12),
    "9M": (1, 9),
    None: (1, 12),
}


def reporting_period(name: str) -> Period:
    """Months run from the 15th of the month before to the 14th; quarters, halves and years are made of them."""
    read = _NAME.fullmatch(name)
    if not read:
        examples = "2026-M03, 2026-Q1, 2026-H1, 2026-9M hoặc 2026"
        raise Invalid("reporting_period_not_read", f"Kỳ báo cáo viết như {examples}")
    year = int(read["year"])
    first, last = _MONTHS[read["part"]]
    return Period(official_period(year, first).from_on, official_period(year, last).to_on)


_WORDS = {
    "H1": "6 tháng đầu năm {year}",
    "H2": "6 tháng cuối năm {year}",
    "9M": "9 tháng đầu năm {year}",
    None: "năm {year}",
}
_ROMAN = ("I", "II", "III", "IV")


def name_of(period: Period) -> str:
    """`Quý I năm 2026` where the span is an official period, else empty."""
    year = period.to_on.year
    for part, (first, last) in _MONTHS.items():
        if (period.from_on, period.to_on) == (official_period(year, first).from_on, official_period(year, last).to_on):
            return _in_words(part, year)
    return ""


def _in_words(part: str | None, year: int) -> str:
    if part in _WORDS:
        words = _WORDS[part].format(year=year)
    elif part and part.startswith("Q"):
        words = f"quý {_ROMAN[int(part[1:]) - 1]} năm {year}"
    else:
        words = f"tháng {int((part or 'M0')[1:])} năm {year}"
    return words[0].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class Named:
    """A reporting period under its short name."""

    name: str
    period: Period

    @property
    def words(self) -> str:
        return name_of(self.period)


def named(name: str) -> Named:
    return Named(name, reporting_period(name))


def month_of(on: date) -> Named:
    """The reporting month in which a day lies."""
    last = on if on.day < 15 else (on.replace(day=1) + timedelta(days=31)).replace(day=1)
    return named(f"{last.year}-M{last.month:02}")


def next_to(name: str, by: int) -> Named:
    """So many periods of the same kind later (or earlier); of nine months: those of another year."""
    year, _, part = name.partition("-")
    kind, _ = (part[:1], part[1:]) if part != "9M" else ("", "")
    if kind not in _IN_A_YEAR:
        return named(f"{int(year) + by}{'-9M' if part else ''}")
    place = int(year) * _IN_A_YEAR[kind] + int(part[1:]) - 1 + by
    number = place % _IN_A_YEAR[kind] + 1
    return named(f"{place // _IN_A_YEAR[kind]}-{kind}{number:0{2 if kind == 'M' else 1}}")


_IN_A_YEAR = {"M": 12, "Q": 4, "H": 2}
