"""Single rules of the count that the worked cases do not show."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from shared.worktime import (
    LEGAL_ZONE,
    P75,
    P80,
    CalendarNotPublished,
    InstantOutOfRange,
    InstantWithoutZone,
    OfficeHours,
    Pause,
    Restart,
    Sessions,
    SuspensionNotValid,
    Term,
    TermNotValid,
    Unit,
    legal_day,
    national_calendar,
    read_unit,
    reckon,
)

CALENDAR = national_calendar()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LEGAL_ZONE)


def due(unit: Unit, amount: int, received: str, *suspensions: Pause | Restart) -> str:
    return f"{reckon(Term(unit, amount), at(received), CALENDAR, P75, suspensions).due_at:%Y-%m-%dT%H:%M:%S}"


@pytest.mark.parametrize(
    ("unit", "amount"),
    [
        (Unit.WORKING_DAY, 0),
        (Unit.WORKING_DAY, -1),
        (Unit.DAY, 10_001),
        (Unit.SAME_DAY, 1),
        (Unit.DAY, True),
        (Unit.DAY, 1.0),
    ],
)
def test_an_amount_beyond_the_limits_is_refused(unit: Unit, amount: int) -> None:
    with pytest.raises(TermNotValid):
        Term(unit, amount)


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(TermNotValid):
        read_unit("fortnight")


def test_hours_and_half_days_are_judged_by_instant_and_the_rest_by_day() -> None:
    by_hour = {unit for unit in Unit if Term(unit, 0 if unit is Unit.SAME_DAY else 1).counts_by == "hour"}
    assert by_hour == {Unit.WORKING_HOUR, Unit.HALF_DAY, Unit.HOUR}


@pytest.mark.parametrize(
    ("received", "amount", "expected"),
    [
        ("2025-07-07T09:00", 1, "2025-07-07T17:00:00"),
        ("2025-07-07T07:30", 1, "2025-07-07T17:00:00"),
        ("2025-07-07T11:30", 1, "2025-07-07T17:00:00"),
        ("2025-07-07T06:00", 1, "2025-07-07T11:30:00"),
        ("2025-07-07T14:00", 1, "2025-07-08T11:30:00"),
        ("2025-07-07T14:00", 2, "2025-07-08T17:00:00"),
        ("2025-07-04T18:00", 1, "2025-07-07T11:30:00"),
        ("2025-07-05T09:00", 1, "2025-07-07T11:30:00"),
    ],
)
def test_half_days_end_with_the_nth_session_after_the_session_of_acceptance(
    received: str, amount: int, expected: str
) -> None:
    assert due(Unit.HALF_DAY, amount, received) == expected


def test_a_pause_spares_the_session_it_begins_in_and_takes_the_one_it_ends_in() -> None:
    pause = Pause(at("2025-07-08T10:00"), at("2025-07-09T08:00"))
    # Mon pm, Tue am; Tue pm and Wed am are out; Wed pm
    assert due(Unit.HALF_DAY, 3, "2025-07-07T09:00", pause) == "2025-07-09T17:00:00"


def test_elapsed_hours_run_through_the_night_and_the_holiday() -> None:
    assert due(Unit.HOUR, 24, "2025-08-30T22:15:30") == "2025-08-31T22:15:30"
    pause = Pause(at("2025-08-31T08:00"), at("2025-08-31T10:00"))
    assert due(Unit.HOUR, 24, "2025-08-30T22:15:30", pause) == "2025-09-01T00:15:30"


def test_weeks_end_on_the_same_weekday() -> None:
    assert due(Unit.WEEK, 2, "2025-03-05T09:00") == "2025-03-19T17:00:00"


def test_months_and_years_move_by_the_days_paused() -> None:
    pause = Pause(at("2025-03-10T09:00"), at("2025-03-14T09:00"))
    assert due(Unit.MONTH, 1, "2025-03-05T09:00", pause) == "2025-04-09T17:00:00"


def test_a_calendar_day_on_a_make_up_saturday_is_not_rolled() -> None:
    assert due(Unit.DAY, 1, "2025-04-25T09:00") == "2025-04-26T17:00:00"


def test_a_pause_within_one_day_moves_no_day() -> None:
    pause = Pause(at("2025-03-06T08:00"), at("2025-03-06T16:00"))
    assert due(Unit.WORKING_DAY, 3, "2025-03-05T09:00", pause) == due(Unit.WORKING_DAY, 3, "2025-03-05T09:00")


def test_a_pause_that_begins_on_the_due_day_comes_too_late() -> None:
    pause = Pause(at("2025-03-06T08:00"), at("2025-03-12T16:00"))
    assert due(Unit.WORKING_DAY, 1, "2025-03-05T09:00", pause) == "2025-03-06T17:00:00"


def test_two_pauses_each_take_their_days_in_any_order_given() -> None:
    first = Pause(at("2025-03-06T10:00"), at("2025-03-11T15:00"))
    second = Pause(at("2025-03-13T10:00"), at("2025-03-14T15:00"))
    moved = due(Unit.WORKING_DAY, 10, "2025-03-03T09:00", second, first)
    assert moved == "2025-03-21T17:00:00"


def test_a_restart_after_a_pause_forgets_the_pause_and_a_later_pause_counts() -> None:
    early = Pause(at("2025-09-09T09:00"), at("2025-09-10T09:00"))
    restart = Restart(at("2025-09-10T15:00"), at("2025-09-19T14:00"))
    late = Pause(at("2025-09-22T09:00"), at("2025-09-23T09:00"))
    assert due(Unit.WORKING_DAY, 15, "2025-09-08T09:00", early, restart) == "2025-10-10T17:00:00"
    assert due(Unit.WORKING_DAY, 15, "2025-09-08T09:00", early, restart, late) == "2025-10-13T17:00:00"


@pytest.mark.parametrize(
    "suspensions",
    [
        [("2025-03-10T09:00", "2025-03-07T09:00")],
        [("2025-03-01T09:00", "2025-03-07T09:00")],
        [("2025-03-06T09:00", "2025-03-10T09:00"), ("2025-03-07T09:00", "2025-03-12T09:00")],
    ],
    ids=["reversed", "before receipt", "overlapping"],
)
def test_a_suspension_that_cannot_be_is_refused(suspensions: list[tuple[str, str]]) -> None:
    with pytest.raises(SuspensionNotValid):
        due(Unit.WORKING_DAY, 10, "2025-03-05T09:00", *(Pause(at(since), at(to)) for since, to in suspensions))


@pytest.mark.parametrize(
    ("received", "cutoff", "expected"),
    [
        ("2025-08-12T15:00", time(15), "2025-08-12T17:00:00"),
        ("2025-08-12T15:00:00.000001", time(15), "2025-08-13T17:00:00"),
        ("2025-08-12T16:00", time(16, 30), "2025-08-12T17:00:00"),
        ("2025-08-12T17:30", time(18), "2025-08-13T17:00:00"),
        ("2025-08-16T09:00", time(15), "2025-08-18T17:00:00"),
        ("2025-04-26T09:00", time(15), "2025-04-26T17:00:00"),
    ],
)
def test_same_day_looks_at_the_cutoff_of_the_term(received: str, cutoff: time, expected: str) -> None:
    deadline = reckon(Term(Unit.SAME_DAY, 0, cutoff), at(received), CALENDAR)
    assert f"{deadline.due_at:%Y-%m-%dT%H:%M:%S}" == expected


def test_same_day_is_never_due_before_it_was_received() -> None:
    morning = OfficeHours(Sessions.read([("07:30", "11:30")]))
    deadline = reckon(Term(Unit.SAME_DAY, 0), at("2025-08-12T14:00"), CALENDAR, morning)
    assert deadline.due_at == at("2025-08-13T11:30")


def test_the_legal_day_is_the_day_in_viet_nam() -> None:
    late_in_utc = datetime(2025, 8, 12, 17, 30, tzinfo=UTC)
    assert legal_day(late_in_utc) == date(2025, 8, 13)
    assert reckon(Term(Unit.WORKING_DAY, 1), late_in_utc, CALENDAR, P80).due_on == date(2025, 8, 14)


def test_an_instant_without_offset_is_refused() -> None:
    with pytest.raises(InstantWithoutZone):
        reckon(Term(Unit.HOUR, 1), datetime(2025, 8, 12, 9), CALENDAR)  # noqa: DTZ001


@pytest.mark.parametrize("year", [1, 1899, 3000, 9999])
def test_an_instant_far_from_any_dossier_is_refused(year: int) -> None:
    with pytest.raises(InstantOutOfRange):
        reckon(Term(Unit.HOUR, 1), datetime(year, 12, 31, 23, tzinfo=LEGAL_ZONE), CALENDAR)


@pytest.mark.parametrize("unit", [unit for unit in Unit if unit not in (Unit.HOUR, Unit.SAME_DAY)])
def test_a_count_that_leaves_the_published_years_is_refused(unit: Unit) -> None:
    with pytest.raises(CalendarNotPublished):
        reckon(Term(unit, 10_000), at("2024-08-12T09:00"), CALENDAR)
    with pytest.raises(CalendarNotPublished):
        reckon(Term(unit, 1), at("2029-08-13T09:00"), CALENDAR)


def test_elapsed_hours_need_no_calendar() -> None:
    received_at = at("2031-01-01T00:00")
    assert reckon(Term(Unit.HOUR, 10_000), received_at, CALENDAR).due_at == received_at + timedelta(hours=10_000)
