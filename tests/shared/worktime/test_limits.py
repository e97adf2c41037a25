"""Handing over paper, and the day for the letter of apology."""

from datetime import date, datetime

import pytest

from shared.worktime import LEGAL_ZONE, apology_limit, hand_over_by, national_calendar

CALENDAR = national_calendar()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LEGAL_ZONE)


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("2025-08-12T09:00", "2025-08-12T17:00"),
        ("2025-08-12T15:00", "2025-08-12T17:00"),
        ("2025-08-12T15:00:01", "2025-08-13T07:30"),
        ("2025-08-15T16:00", "2025-08-18T07:30"),
        ("2025-08-16T09:00", "2025-08-18T07:30"),
    ],
)
def test_paper_is_handed_over_the_same_day_or_at_the_next_opening(accepted: str, expected: str) -> None:
    assert hand_over_by(at(accepted), CALENDAR) == at(expected)


def test_the_letter_of_apology_goes_out_the_day_before() -> None:
    limit = apology_limit(date(2025, 8, 13), CALENDAR)
    assert (limit.latest_on, limit.warn_on) == (date(2025, 8, 12), date(2025, 8, 12))


def test_a_letter_due_on_a_sunday_is_warned_of_on_friday() -> None:
    limit = apology_limit(date(2025, 8, 18), CALENDAR)
    assert (limit.latest_on, limit.warn_on) == (date(2025, 8, 17), date(2025, 8, 15))
