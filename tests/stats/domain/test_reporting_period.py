"""Official periods: from the 15th to the 14th (NĐ 09/2019 art. 12)."""

from datetime import date

import pytest

from services.stats.domain.period import Period
from services.stats.domain.reporting_period import name_of, reporting_period
from shared.errors import Invalid


@pytest.mark.parametrize(
    ("name", "from_on", "to_on", "words"),
    [
        ("2026-M01", date(2025, 12, 15), date(2026, 1, 14), "Tháng 1 năm 2026"),
        ("2026-M03", date(2026, 2, 15), date(2026, 3, 14), "Tháng 3 năm 2026"),
        ("2026-Q1", date(2025, 12, 15), date(2026, 3, 14), "Quý I năm 2026"),
        ("2026-Q4", date(2026, 9, 15), date(2026, 12, 14), "Quý IV năm 2026"),
        ("2026-H1", date(2025, 12, 15), date(2026, 6, 14), "6 tháng đầu năm 2026"),
        ("2023-9M", date(2022, 12, 15), date(2023, 9, 14), "9 tháng đầu năm 2023"),
        ("2025", date(2024, 12, 15), date(2025, 12, 14), "Năm 2025"),
    ],
)
def test_a_name_stands_for_its_days_and_back(name: str, from_on: date, to_on: date, words: str) -> None:
    assert reporting_period(name) == Period(from_on, to_on)
    assert name_of(Period(from_on, to_on)) == words


@pytest.mark.parametrize("name", ["2026-Q5", "2026-M13", "1999", "2026-q1", "Q1-2026", "2026-", ""])
def test_what_is_no_reporting_period_is_refused(name: str) -> None:
    with pytest.raises(Invalid, match="reporting_period_not_read"):
        reporting_period(name)


def test_any_other_span_has_no_name() -> None:
    assert name_of(Period(date(2019, 1, 1), date(2019, 10, 30))) == ""
