"""A change of the calendar that is thought of, and a due date counted anew as the clock had set it."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.processing.domain.calendar_change import ChangedDay, DayKind, with_changes
from services.processing.domain.deadline import Due, counted_anew
from services.processing.domain.state import Act
from services.processing.domain.what_if import Counted, shift_of
from shared.errors import Invalid, Refusal
from shared.worktime import NamedDay, Term, Unit, national_calendar, reckon
from tests.processing.made_up import TIME, a_dossier, after, do, local

CALENDAR = national_calendar()
NAMED = NamedDay("Nghỉ bù", "Dự thảo thông báo")


def change(*days: tuple[str, DayKind]) -> list[ChangedDay]:
    return [ChangedDay(date.fromisoformat(day), kind, NAMED) for day, kind in days]


@pytest.mark.parametrize(
    ("day", "kind", "is_working"),
    [
        ("2026-12-03", DayKind.DAY_OFF, False),
        ("2026-12-05", DayKind.MAKE_UP, True),
        ("2026-01-01", DayKind.USUAL, True),
        ("2026-11-24", DayKind.DAY_OFF, False),
    ],
    ids=["a Thursday off", "a Saturday made up for", "a holiday taken back", "an uncertain day that is off after all"],
)
def test_a_day_changes_and_no_other(day: str, kind: DayKind, is_working: bool) -> None:
    changed = with_changes(CALENDAR, change((day, kind)))
    first = date(2026, 1, 1)
    for other in (first + timedelta(days=n) for n in range(365)):
        expected = is_working if other == date.fromisoformat(day) else CALENDAR.is_working(other)
        assert changed.is_working(other) is expected
    assert changed.is_make_up(date.fromisoformat(day)) is (kind is DayKind.MAKE_UP)


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ([("2026-12-03", DayKind.DAY_OFF), ("2026-12-03", DayKind.USUAL)], "calendar_day_twice"),
        ([("2026-12-05", DayKind.DAY_OFF)], "calendar_day_unchanged"),
        ([("2026-12-03", DayKind.MAKE_UP)], "calendar_day_unchanged"),
        ([("2026-12-03", DayKind.USUAL)], "calendar_day_unchanged"),
        ([("2031-12-03", DayKind.DAY_OFF)], "calendar_not_published"),
    ],
)
def test_a_change_that_cannot_be_meant_is_refused(days: list[tuple[str, DayKind]], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        with_changes(CALENDAR, change(*days))
    assert refused.value.code == code


SWAP = [("2026-12-04", DayKind.DAY_OFF), ("2026-12-05", DayKind.MAKE_UP)]
OFF = [("2026-12-03", DayKind.DAY_OFF)]


@pytest.mark.parametrize(
    ("term", "accepted", "days", "expected", "moved"),
    [
        (Term(Unit.WORKING_DAY, 3), "2026-12-01 08:30", OFF, "2026-12-07 17:00", 3),
        (Term(Unit.WORKING_DAY, 1), "2026-12-01 08:30", OFF, None, 0),
        (Term(Unit.WORKING_DAY, 3), "2026-12-01 08:30", SWAP, "2026-12-05 17:00", 1),
        (Term(Unit.DAY, 2), "2026-12-01 08:30", OFF, "2026-12-04 17:00", 1),
        (Term(Unit.DAY, 4), "2026-12-01 08:30", SWAP, "2026-12-05 17:00", -2),
        (Term(Unit.WORKING_HOUR, 10), "2026-12-03 13:30", SWAP, "2026-12-05 16:00", 1),
        (Term(Unit.HOUR, 48), "2026-12-01 08:30", OFF, None, 0),
    ],
    ids=["working days", "due before it", "a swap", "rolled on", "rolled less far", "working hours", "plain hours"],
)
def test_due_dates_move_as_the_clock_counts(
    term: Term, accepted: str, days: list[tuple[str, DayKind]], expected: str | None, moved: int
) -> None:
    accepted_at = local(accepted)
    shift = shift_of(Counted(accepted_at, term, (), ()), TIME, with_changes(CALENDAR, change(*days)))
    if expected is None:
        assert shift is None
        return
    assert shift
    assert (shift.would_be_at, shift.days) == (local(expected), moved)
    assert shift.counted_at == reckon(term, accepted_at, CALENDAR, TIME.hours).due_at
    assert shift.is_later is (moved > 0)


ACTS = (
    *(Act.SUPPLEMENT_REQUESTED, Act.SUPPLEMENT_RECEIVED),
    *(Act.PAYMENT_REQUESTED, Act.PAYMENT_RECEIVED),
)


@given(
    st.lists(st.sampled_from(ACTS), max_size=8),
    st.lists(st.integers(1, 6000), min_size=8, max_size=8),
    st.sampled_from([Term(Unit.WORKING_DAY, 10), Term(Unit.DAY, 15), Term(Unit.WORKING_HOUR, 20), None]),
)
def test_counted_anew_by_the_same_calendar_every_date_is_the_one_in_force(
    acts: list[Act], gaps: list[int], term: Term | None
) -> None:
    stated = Due(local("2026-03-02 08:30"), local("2026-03-20 16:00"), date(2026, 3, 20))
    dossier = after(a_dossier(term=term, due=None if term else stated), (Act.TAKEN_UP, "2026-03-02 09:00"))
    at = local("2026-03-02 09:00")
    for act, gap in zip(acts, gaps, strict=False):
        at += timedelta(minutes=gap)
        with suppress(Refusal):
            dossier = do(dossier, act, at).dossier
    assert dossier.due
    counted = counted_anew(term, dossier.matter.accepted_at, dossier.dues, dossier.waits, TIME)
    assert counted == (dossier.due.due_at, dossier.due.due_on)


def test_a_stated_date_moves_only_by_what_was_waited() -> None:
    stated = Due(local("2026-12-01 08:30"), local("2026-12-11 17:00"), date(2026, 12, 11))
    dossier = after(a_dossier("2026-12-01 08:30", term=None, due=stated), (Act.TAKEN_UP, "2026-12-01 09:00"))
    changed = with_changes(CALENDAR, change(*OFF))
    accepted_at = dossier.matter.accepted_at
    assert shift_of(Counted(accepted_at, None, dossier.dues, ()), TIME, changed) is None
    paid = after(dossier, (Act.PAYMENT_REQUESTED, "2026-12-02 08:00"), (Act.PAYMENT_RECEIVED, "2026-12-04 08:00"))
    assert paid.due
    assert paid.due.due_on == date(2026, 12, 15)  # two working days waited
    shift = shift_of(Counted(accepted_at, None, paid.dues, paid.waits), TIME, changed)
    assert shift
    assert shift.would_be_on == date(2026, 12, 14)  # one of the two would have been off


def test_a_corrected_date_is_taken_as_the_counter_stated_it() -> None:
    stated = Due(local("2026-03-02 08:30"), local("2026-03-13 17:00"), date(2026, 3, 13))
    dossier = after(
        a_dossier(term=None, due=stated),
        (Act.TAKEN_UP, "2026-03-02 09:00"),
        (Act.PAYMENT_REQUESTED, "2026-03-04 09:00"),
        (Act.PAYMENT_RECEIVED, "2026-03-06 10:00"),
    )
    right = Due(local("2026-03-09 10:00"), local("2026-03-30 17:00"), date(2026, 3, 30))
    counted = counted_anew(None, dossier.matter.accepted_at, (*dossier.dues, right), dossier.waits, TIME)
    assert counted == (right.due_at, right.due_on)
