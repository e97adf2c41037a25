"""What is said of a dossier from those like it: counts in words, certainty, and silence where too few are known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.processing.domain.risk import BUCKETS, ENOUGH, Cell, Likeness, Risk, bucket_of, in_words, risk_of

TODAY = date(2026, 3, 2)
CELLS = st.integers(0, 400).flatmap(lambda total: st.integers(0, total).map(lambda late: Cell(total, late)))


@pytest.mark.parametrize(
    ("days", "first"), [(0, 0), (1, 1), (3, 3), (4, 3), (7, 5), (14, 8), (30, 15), (31, 31), (400, 31), (-1, None)]
)
def test_days_left_fall_into_buckets(days: int, first: int | None) -> None:
    assert bucket_of(days) == first


def test_what_is_overdue_is_late_for_certain() -> None:
    risk = risk_of(-1, {Likeness.STAGE: Cell(100, 0)})
    assert (risk.share, in_words(risk)) == (1.0, "Đã quá hạn")


def test_the_nearest_likeness_that_knows_enough_is_used() -> None:
    known = {
        Likeness.OFFICE_AND_PROCEDURE: Cell(ENOUGH - 1, 9),
        Likeness.OFFICE: Cell(40, 12),
        Likeness.STAGE: Cell(900, 9),
    }
    risk = risk_of(2, known)
    assert (risk.likeness, risk.cell) == (Likeness.OFFICE, Cell(40, 12))
    assert in_words(risk) == "3 trong 10 hồ sơ như thế này đã trễ (12/40: cùng cơ quan, cùng bước, còn 2 ngày)"


def test_nothing_is_said_where_too_few_are_known() -> None:
    risk = risk_of(0, {Likeness.STAGE: Cell(ENOUGH - 1, 5)})
    assert (risk.share, in_words(risk)) == (None, "Chưa đủ số liệu về hồ sơ như thế này")


@pytest.mark.parametrize(
    ("cell", "words"),
    [(Cell(40, 0), "Không"), (Cell(40, 40), "Tất cả"), (Cell(400, 1), "1 trong 10"), (Cell(400, 399), "9 trong 10")],
)
def test_a_few_are_never_none_and_many_never_all(cell: Cell, words: str) -> None:
    assert in_words(Risk(Likeness.STAGE, cell, 3)).startswith(f"{words} hồ sơ như thế này đã trễ")


@given(st.integers(-5, 500), st.dictionaries(st.sampled_from(Likeness), CELLS))
def test_a_share_is_between_none_and_all(days: int, known: dict[Likeness, Cell]) -> None:
    risk = risk_of(days, known)
    assert risk.share is None or 0 <= risk.share <= 1
    assert risk.is_certain is (days < 0)
    if risk.cell:
        assert risk.cell.total >= ENOUGH
        assert all(known.get(nearer, Cell(0, 0)).total < ENOUGH for nearer in Likeness if nearer < (risk.likeness or 0))


def test_buckets_begin_at_the_due_day_and_rise() -> None:
    assert BUCKETS[0] == 0
    assert list(BUCKETS) == sorted(set(BUCKETS))
