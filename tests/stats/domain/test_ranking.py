"""Places with ties, and how far chance alone may have moved a rate."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.stats.domain.figures import rate
from services.stats.domain.interval import Standing, wilson
from services.stats.domain.ranking import places


def test_equal_values_share_a_place_and_the_next_leaves_room() -> None:
    values = {"a": Fraction(98, 100), "b": Fraction(49, 50), "c": Fraction(1), "d": Fraction(1, 2)}
    assert places(values) == {"c": 1, "a": 2, "b": 2, "d": 4}
    assert places(values, is_better_high=False) == {"d": 1, "a": 2, "b": 2, "c": 4}


def test_what_only_rounding_makes_equal_is_no_tie() -> None:
    assert places({"a": Fraction(99_999, 100_000), "b": Fraction(999_991, 1_000_000)}) == {"a": 2, "b": 1}


@given(st.dictionaries(st.integers(), st.fractions(0, 1), max_size=12))
def test_a_place_is_one_more_than_how_many_are_better(values: dict[int, Fraction]) -> None:
    for key, place in places(values).items():
        assert place == 1 + sum(other > values[key] for other in values.values())


@pytest.mark.parametrize(
    ("over", "under", "lower", "upper"),
    # computed by another way: the two roots of (p - share)² · n = z² · p · (1 - p)
    [(1, 30, 0.59, 16.67), (2, 1200, 0.05, 0.61), (1, 12, 1.49, 35.39), (0, 10, 0, 27.75), (10, 10, 72.25, 100)],
)
def test_wilsons_interval_of_a_rate(over: int, under: int, lower: float, upper: float) -> None:
    interval = wilson(rate(over, under))
    assert interval
    assert (interval.lower, interval.upper) == (lower, upper)


def test_of_nothing_there_is_no_interval() -> None:
    assert wilson(rate(0, 0)) is None


@given(st.integers(0, 10**7), st.integers(1, 10**7))
def test_the_rate_itself_always_lies_in_its_interval(over: int, under: int) -> None:
    interval = wilson(rate(min(over, under), under))
    assert interval
    assert 0 <= interval.lower <= round(100 * min(over, under) / under, 2) + 0.005
    assert 100 >= interval.upper >= round(100 * min(over, under) / under, 2) - 0.005


def test_few_dossiers_do_not_tell_a_unit_from_the_whole_but_many_do() -> None:
    whole = rate(20, 1000)
    few, many = wilson(rate(1, 12)), wilson(rate(100, 1200))
    assert few and few.beside(whole) is Standing.WITHIN
    assert many and many.beside(whole) is Standing.ABOVE
    none = wilson(rate(0, 5000))
    assert none and none.beside(whole) is Standing.BELOW
