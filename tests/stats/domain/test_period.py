"""Periods and the stored stretches they are put together from."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.stats.domain.measure import OF_TIME, Breakdown
from services.stats.domain.period import (
    Counted,
    Grain,
    Period,
    Piece,
    counted,
    official_period,
    pieces_before,
    pieces_within,
)
from services.stats.domain.series import steps_of
from shared.errors import Invalid

DAYS = st.dates(date(2018, 1, 1), date(2030, 12, 31))


def days_of(piece: Piece) -> list[date]:
    """The days in stored stretches that start in [first, after)."""
    days, day = [], piece.first
    while day < piece.after:
        days.append(day)
        day += timedelta(days=1)
    return days


@given(DAYS, DAYS, st.sampled_from(list(Grain)))
def test_stretches_cover_every_day_of_a_span_once(one: date, other: date, largest: Grain) -> None:
    first, after = min(one, other), max(one, other)
    pieces = sorted(pieces_within(first, after, largest), key=lambda piece: piece.first)
    assert [day for piece in pieces for day in days_of(piece)] == days_of(Piece(Grain.DAY, first, after))
    for piece in pieces:
        is_month = piece.grain is Grain.DAY or {piece.first.day, piece.after.day} <= {1, 15}
        is_year = piece.grain is not Grain.YEAR or (piece.first.month, piece.after.month) == (1, 1)
        assert is_month and is_year


@given(DAYS)
def test_what_lies_before_a_day_is_whole_years_then_halves_of_months_then_days(day: date) -> None:
    pieces = pieces_before(day)
    assert pieces[-1].after == day
    assert [piece.grain for piece in pieces] == sorted((piece.grain for piece in pieces), reverse=True)
    assert all(piece.after == following.first for piece, following in pairwise(pieces))
    assert sum(len(days_of(piece)) for piece in pieces if piece.grain is Grain.DAY) <= 16


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period(date(2026, 1, 1), date(2026, 3, 31)), Counted(date(2026, 1, 1), date(2026, 4, 1))),
        (Period(date(2026, 11, 1), date(2026, 12, 31)), Counted(date(2026, 11, 1), date(2026, 11, 25))),
        (Period(date(2027, 1, 1), date(2027, 12, 31)), Counted(date(2026, 11, 25), date(2026, 11, 25))),
    ],
    ids=["past", "going on", "all of it ahead"],
)
def test_what_has_not_happened_yet_is_not_counted(period: Period, expected: Counted) -> None:
    assert counted(period, date(2026, 11, 24)) == expected
    assert expected.last_on <= date(2026, 11, 24)


def test_a_period_does_not_run_backwards() -> None:
    with pytest.raises(Invalid, match="period_reversed"):
        Period(date(2026, 1, 2), date(2026, 1, 1))


def test_the_reporting_month_runs_from_the_15th_to_the_14th() -> None:
    assert official_period(2026, 1) == Period(date(2025, 12, 15), date(2026, 1, 14))
    assert official_period(2026, 3).days == 28


def test_months_of_a_series_are_cut_at_both_ends() -> None:
    steps = list(steps_of(Counted(date(2026, 1, 30), date(2026, 3, 3)), Breakdown.MONTH))
    assert [(f"{step.from_on:%d/%m}", f"{step.to_on:%d/%m}") for step in steps] == [
        ("30/01", "31/01"),
        ("01/02", "28/02"),
        ("01/03", "02/03"),
    ]


@pytest.mark.parametrize(
    ("by", "starts"),
    [
        (Breakdown.WEEK, ["01/01", "05/01", "12/01", "19/01", "26/01"]),
        (Breakdown.HALF, ["01/01", "15/01"]),
        (Breakdown.OFFICIAL, ["01/01", "15/01"]),
        (Breakdown.QUARTER, ["01/01"]),
        (Breakdown.YEAR, ["01/01"]),
    ],
)
def test_steps_begin_where_the_calendar_or_the_law_begins_them(by: Breakdown, starts: list[str]) -> None:
    steps = steps_of(Counted(date(2026, 1, 1), date(2026, 2, 1)), by)
    assert [f"{step.from_on:%d/%m}" for step in steps] == starts


@given(DAYS, DAYS, st.sampled_from(OF_TIME))
def test_steps_of_every_kind_cover_the_span_without_a_gap(one: date, other: date, by: Breakdown) -> None:
    span = Counted(min(one, other), max(one, other) + timedelta(days=1))
    steps = list(steps_of(span, by))
    assert (steps[0].from_on, steps[-1].to_on) == (span.first, span.last_on)
    assert all(step.to_on + timedelta(days=1) == following.from_on for step, following in pairwise(steps))
