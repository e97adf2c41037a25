"""Official reporting periods by their short names: `2026-Q1` is 15/12/2025–14/3/2026 (domain: NĐ 09/2019 art. 12)."""

import re
from collections.abc import Mapping

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
