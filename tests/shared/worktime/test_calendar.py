"""The national calendar and what it refuses to guess."""

from datetime import date, timedelta

import pytest

from shared.worktime import CalendarNotPublished, DayIsNotUncertain, NamedDay, WorkCalendar, national_calendar

CALENDAR = national_calendar()
WORKING_DAYS = {
    2018: 250, 2019: 252, 2020: 252, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 250, 2026: 250,
}  # fmt: skip


@pytest.mark.parametrize(("year", "count"), WORKING_DAYS.items())
def test_a_year_has_its_working_days(year: int, count: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    assert sum(CALENDAR.is_working(day) for day in days if day.year == year) == count
    assert CALENDAR.working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == count


def test_a_make_up_saturday_is_worked_and_names_its_paper() -> None:
    saturday = date(2026, 1, 10)
    assert CALENDAR.is_working(saturday)
    assert CALENDAR.make_up_days[saturday].paper == "Công văn 12729/VPCP-KGVX ngày 25/12/2025"
    assert not CALENDAR.is_working(date(2026, 1, 2))


def test_every_row_has_a_name_and_a_paper() -> None:
    named = [*CALENDAR.days_off.values(), *CALENDAR.make_up_days.values(), *CALENDAR.uncertain_days.values()]
    assert all(day.name and day.paper for day in named)


def test_every_swapped_day_has_its_make_up_saturday() -> None:
    swapped = [named for named in CALENDAR.days_off.values() if named.name.startswith("Nghỉ hoán đổi")]
    assert len(swapped) == len(CALENDAR.make_up_days)
    assert all(day.weekday() == 5 for day in CALENDAR.make_up_days)


def test_a_holiday_on_a_weekend_is_named_as_the_holiday() -> None:
    off = CALENDAR.why_off(date(2018, 9, 2))
    assert off is not None
    assert off.name == "Quốc khánh"


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2027, 11, 24)], ids=str)
def test_24_november_is_worked_until_it_is_taken_as_off(day: date) -> None:
    assert CALENDAR.is_working(day)
    assert not national_calendar([day]).is_working(day)


def test_tet_2027_is_off_until_it_is_taken_as_worked() -> None:
    day = date(2027, 2, 10)
    assert not CALENDAR.is_working(day)
    assert national_calendar(taken_working=[day]).is_working(day)


def test_taking_a_settled_day_off_as_off_changes_nothing() -> None:
    assert not national_calendar([date(2026, 9, 2)]).is_working(date(2026, 9, 2))


@pytest.mark.parametrize(
    ("taken_off", "taken_working"),
    [([date(2026, 3, 4)], []), ([], [date(2026, 9, 2)]), ([date(2026, 11, 24)], [date(2026, 11, 24)])],
    ids=["a plain working day", "a settled holiday", "both ways at once"],
)
def test_only_an_uncertain_day_can_be_switched(taken_off: list[date], taken_working: list[date]) -> None:
    with pytest.raises(DayIsNotUncertain):
        national_calendar(taken_off, taken_working)


def test_years_without_a_published_calendar_are_refused_not_guessed() -> None:
    with pytest.raises(CalendarNotPublished):
        CALENDAR.is_working(date(2028, 1, 3))
    with pytest.raises(CalendarNotPublished):
        CALENDAR.working_day_after(date(2027, 12, 31))
    with pytest.raises(CalendarNotPublished):
        CALENDAR.working_day_before(date(2018, 1, 1))
    with pytest.raises(CalendarNotPublished):
        list(CALENDAR.working_days_from(date(2027, 12, 30)))
    assert CALENDAR.working_day_after(date(2017, 12, 31)) == date(2018, 1, 2)


def test_a_local_closure_is_a_day_off_with_its_own_paper() -> None:
    storm = date(2024, 9, 9)
    calendar = WorkCalendar(2024, 2024, {storm: NamedDay("Nghỉ tránh bão", "Công điện của tỉnh")}, {})
    assert calendar.working_day_after(date(2024, 9, 6)) == date(2024, 9, 10)


def test_the_days_before_and_from_a_day_skip_what_is_off() -> None:
    assert CALENDAR.working_day_before(date(2019, 2, 11)) == date(2019, 2, 1)
    assert CALENDAR.working_day_from(date(2019, 2, 4)) == date(2019, 2, 11)
    assert CALENDAR.working_day_from(date(2019, 2, 1)) == date(2019, 2, 1)
