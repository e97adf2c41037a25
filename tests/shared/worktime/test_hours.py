"""Office hours: sessions, weeks and the days they are valid."""

from datetime import date, datetime

import pytest

from shared.worktime import (
    LEGAL_ZONE,
    P75,
    P80,
    S80,
    HoursBook,
    HoursNotKnown,
    HoursNotValid,
    OfficeHours,
    Sessions,
    Term,
    Unit,
    national_calendar,
    reckon,
)

CALENDAR = national_calendar()
MORNING = Sessions.read([("07:30", "11:30")])


@pytest.mark.parametrize(
    "pairs",
    [
        [],
        [("11:30", "07:30")],
        [("07:30", "07:30")],
        [("07:30", "12:00"), ("11:30", "17:00")],
        [("13:30", "17:00"), ("07:30", "11:30")],
        [("07:30", "24:00")],
        [("7:30", "11:30")],
        [("07:30+07", "11:30+07")],
        [("07:30",)],
        ["07:30"],
        [("07.30", "11.30")],
    ],
    ids=str,
)
def test_sessions_that_no_office_can_keep_are_refused(pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(HoursNotValid):
        Sessions.read(pairs)


def test_sessions_may_touch() -> None:
    assert str(Sessions.read([("07:30", "11:30"), ("11:30", "17:00")])) == "07:30–11:30, 11:30–17:00"


def test_a_make_up_saturday_has_mondays_hours() -> None:
    hours = OfficeHours(P75.usual, {0: MORNING})
    due = reckon(Term(Unit.WORKING_DAY, 1), datetime(2025, 4, 25, 9, tzinfo=LEGAL_ZONE), CALENDAR, hours)
    assert due.due_at == datetime(2025, 4, 26, 11, 30, tzinfo=LEGAL_ZONE)


def test_a_weekday_may_have_its_own_hours() -> None:
    hours = OfficeHours(P75.usual, {4: MORNING})
    due = reckon(Term(Unit.WORKING_HOUR, 5), datetime(2025, 7, 4, 9, tzinfo=LEGAL_ZONE), CALENDAR, hours)
    assert due.due_at == datetime(2025, 7, 7, 10, tzinfo=LEGAL_ZONE)


def test_new_hours_count_from_the_day_they_are_valid() -> None:
    book = HoursBook(((date(2022, 1, 1), P75), (date(2022, 9, 1), P80), (date(2023, 1, 1), S80)))
    received_at = datetime(2022, 8, 31, 15, tzinfo=LEGAL_ZONE)
    # 2 hours on 31/8, then Monday 5/9 after the holidays by the new hours: 4 in the morning, 2 from 13:00
    due = reckon(Term(Unit.WORKING_HOUR, 8), received_at, CALENDAR, book)
    assert due.due_at == datetime(2022, 9, 5, 15, tzinfo=LEGAL_ZONE)


def test_a_day_before_the_first_hours_is_refused() -> None:
    book = HoursBook(((date(2022, 1, 1), P75),))
    with pytest.raises(HoursNotKnown):
        reckon(Term(Unit.WORKING_DAY, 1), datetime(2021, 3, 1, 9, tzinfo=LEGAL_ZONE), CALENDAR, book)


def test_a_book_of_hours_is_in_order() -> None:
    with pytest.raises(HoursNotValid):
        HoursBook(((date(2022, 1, 1), P75), (date(2022, 1, 1), P80)))
