"""What open data is made of: cuts, rows, and whole calendar months that are over, a year of them at most."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.stats.domain.disclosure import PublicCounts
from services.stats.domain.period import Period
from shared.errors import Invalid

MOST_MONTHS = 12
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


class Cut(StrEnum):
    """By what the counts of an office are taken apart."""

    OFFICE = "office"
    FIELD = "field"
    PROCEDURE = "procedure"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class PublicRow:
    """A month's counts of an office (`by` and `part` are empty) or of a part of it; `month` is its first day."""

    month: date
    office: str
    office_name: str
    level: str
    by: str
    part: str
    part_name: str
    counts: PublicCounts


def open_months(first: str, last: str, today: date) -> Period:
    """`2026-01` to `2026-03`, both included. Refuses a month that goes on: its counts still grow."""
    from_on, last_from = _first_day(first), _first_day(last)
    if from_on > last_from:
        raise Invalid("period_reversed", "Tháng đầu phải không sau tháng cuối")
    if last_from >= today.replace(day=1):
        raise Invalid("month_not_closed", "Dữ liệu mở chỉ có các tháng đã kết thúc")
    count = 12 * (last_from.year - from_on.year) + last_from.month - from_on.month + 1
    if count > MOST_MONTHS:
        raise Invalid("span_too_long", f"Mỗi lần lấy tối đa {MOST_MONTHS} tháng")
    return Period(from_on, _next_month(last_from) - timedelta(days=1))


def _first_day(month: str) -> date:
    read = _MONTH.fullmatch(month)
    if not read:
        raise Invalid("month_not_read", "Tháng viết như 2026-01")
    return date(int(read[1]), int(read[2]), 1)


def _next_month(day: date) -> date:
    return (day + timedelta(days=31)).replace(day=1)
