"""Figures from sums: identities, parts and wholes, exact rates."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.stats.domain.figures import FiguresDoNotAddUp, Later, Sums, check_parts, figures_of, rate

GOOD = Sums(open_before=5, direct=3, online=1, received=4, early=1, late=2, late_with_letter=1, open=6, waiting=1)


def test_what_stands_open_is_in_term_overdue_or_waiting() -> None:
    figures = figures_of(GOOD._replace(overdue=2))
    assert (figures.in_term, figures.overdue, figures.waiting) == (3, 2, 1)
    figures = figures_of(GOOD._replace(overdue=2), Later(dossiers=2))
    assert (figures.in_term, figures.overdue, figures.waiting) == (5, 0, 1)


@pytest.mark.parametrize("broken", ["received", "direct", "early", "open", "open_before", "stopped"])
def test_no_figure_leaves_that_breaks_an_identity(broken: str) -> None:
    with pytest.raises(FiguresDoNotAddUp):
        figures_of(GOOD._replace(**{broken: getattr(GOOD, broken) + 1}))


def test_no_figure_is_negative() -> None:
    with pytest.raises(FiguresDoNotAddUp):
        figures_of(GOOD._replace(overdue=7))


def test_parts_equal_the_whole() -> None:
    check_parts(GOOD, [GOOD.minus(Sums(early=1)), Sums(early=1)])
    with pytest.raises(FiguresDoNotAddUp):
        check_parts(GOOD, [GOOD, Sums(early=1)])


@pytest.mark.parametrize(
    ("over", "under", "percent"),
    [(1845, 1880, 98.14), (26, 1845, 1.41), (1, 3, 33.33), (2, 3, 66.67), (1, 800, 0.13), (5, 0, None), (7, 7, 100)],
)
def test_a_rate_is_exact_and_rounded_half_up(over: int, under: int, percent: float | None) -> None:
    assert rate(over, under).percent == percent


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_rate_is_never_further_than_half_a_hundredth_from_the_truth(over: int, under: int) -> None:
    percent = rate(over, under).percent
    assert percent is not None
    assert abs(Fraction(round(percent * 100)) - Fraction(10_000 * over, under)) <= Fraction(1, 2)
