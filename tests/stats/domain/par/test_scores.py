"""Criteria that hang together, scores that add up, ranks, changes, and where points are still to be had."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.stats.domain.par.comparison import Change, Rank, Year, change
from services.stats.domain.par.criteria import TOTAL, Band, CriteriaSet, Criterion, must_hang_together
from services.stats.domain.par.gains import gains_of
from services.stats.domain.par.scorecard import Line, grade, score, share_of
from services.stats.domain.ranking import RankedBy
from shared.errors import Invalid

D = Decimal
A1, A2 = Criterion("a.1", "Một", D(4), figure=RankedBy.ON_TIME), Criterion("a.2", "Hai", D(6))
A, B = Criterion("a", "Lĩnh vực a", D(10), (A1, A2)), Criterion("b", "Lĩnh vực b", D(5))
WHOLE = Criterion(TOTAL, "Bộ tiêu chí", D(15), (A, B))
SET = CriteriaSet(
    *(
        UUID(int=1),
        "H62",
        "commune",
        2025,
        None,
        "Bộ tiêu chí",
        "1/QĐ-UBND",
        WHOLE,
        (),
        datetime(2025, 1, 2, tzinfo=UTC),
    ),
    "canbo.a",
)


def card(**points: str) -> Line:
    return score(WHOLE, {code.replace("_", "."): D(value) for code, value in points.items()})


def test_maxima_that_add_up_hang_together() -> None:
    must_hang_together(SET)
    must_hang_together(replace(SET, whole=replace(WHOLE, maximum=None)))
    must_hang_together(replace(SET, whole=replace(WHOLE, maximum=D(100), is_whole=False)))


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"last_year": 2024}, "Năm cuối"),
        ({"whole": replace(WHOLE, maximum=D(16))}, "cộng lại 15"),
        ({"whole": replace(WHOLE, maximum=D(14), is_whole=False)}, "cộng lại 15"),
        ({"whole": replace(WHOLE, parts=(A, A))}, "a bị lặp"),
        ({"whole": replace(WHOLE, maximum=None, parts=(replace(A, figure=RankedBy.LATE), B))}, "số liệu"),
        ({"bands": (Band("Tốt", D(80)), Band("Khá", D(80)))}, "xếp loại"),
    ],
)
def test_a_set_that_does_not_hang_together_is_refused(changes: dict[str, object], word: str) -> None:
    with pytest.raises(Invalid, match=word) as refused:
        must_hang_together(replace(SET, **changes))  # type: ignore[arg-type]
    assert refused.value.code == "criteria_not_valid"


def test_a_tree_has_at_most_three_levels() -> None:
    deep = Criterion("1", "", None, (Criterion("1.1", "", None, (Criterion("1.1.1", "", None),)),))
    must_hang_together(replace(SET, whole=Criterion(TOTAL, "", None, (deep,))))
    with pytest.raises(Invalid, match="3 cấp"):
        must_hang_together(replace(SET, whole=Criterion(TOTAL, "", None, (Criterion("0", "", None, (deep,)),))))


def test_a_maximum_that_is_not_stated_is_the_sum_of_its_parts_where_they_are_all_known() -> None:
    assert replace(WHOLE, maximum=None).most == D(15)
    assert replace(WHOLE, maximum=None, is_whole=False).most is None
    assert replace(WHOLE, maximum=None, parts=(A, replace(B, maximum=None))).most is None


def test_points_are_summed_up_the_tree_once_all_parts_are_known() -> None:
    full = card(a_1="3.5", a_2="5.1234", b="4")
    assert (full.points, full.percent) == (D("12.6234"), D("84.16"))
    assert card(a_1="3.5", b="4").points is None
    assert card(a="8", b="4").points == D(12)


def test_zero_is_a_score_and_unknown_is_not() -> None:
    assert card(a_1="0", a_2="0", b="0").points == 0
    assert card(a_1="0", a="0").parts[0].rest == 0
    assert card().points is None


def test_a_stated_sum_that_contradicts_its_parts_is_shown_and_the_parts_win() -> None:
    line = card(a_1="3", a_2="5", a="9").parts[0]
    assert (line.points, line.stated) == (D(8), D(9))
    line = card(a_1="3", a="2").parts[0]
    assert (line.points, line.stated, line.rest) == (D(2), D(2), None)


def test_a_grade_is_reached_exactly_not_by_rounding() -> None:
    bands = (Band("Khá", D(70)), Band("Tốt", D(80)))
    assert grade(card(a="8", b="4"), bands) == "Tốt"
    assert grade(card(a="8", b="3.9999"), bands) == "Khá"
    assert grade(card(a="1", b="1"), bands) is None


@given(st.decimals(0, 100, places=4), st.decimals("0.5", 100, places=1))
def test_a_share_is_half_up_and_at_most_half_a_hundredth_off(points: Decimal, most: Decimal) -> None:
    off = share_of(points, most) - points * 100 / most
    assert D("-0.005") < off <= D("0.005") + D("1e-20")


def test_ranks_share_places_and_count_only_whose_points_are_known() -> None:
    year = Year({"x": card(a="8", b="4"), "y": card(a="9", b="3"), "z": card(b="5")})
    assert year.rank("x", TOTAL) == year.rank("y", TOTAL) == Rank(1, 2)
    assert year.rank("z", TOTAL) is None
    assert (year.rank("z", "b"), year.rank("x", "b")) == (Rank(1, 3), Rank(2, 3))


def test_changes_are_against_the_year_before_in_points_share_and_places() -> None:
    before = Year({"x": card(a="7", b="4"), "y": card(a="9", b="3")})
    now = Year({"x": card(a="9.5", b="4"), "y": card(a="8", b="3")})
    assert change("x", TOTAL, now, before) == Change(D("2.5"), D("16.67"), 1)
    assert change("y", "a", now, before) == Change(D(-1), D("-10.00"), -1)
    assert change("y", "a.1", now, before) == Change(None, None, None)
    assert change("new", TOTAL, now, before) == Change(None, None, None)


def test_what_lacks_most_comes_first_beside_the_best_unit() -> None:
    x, y = card(a_1="4", a_2="1", b="2"), card(a_1="1", a_2="5.5", b="2")
    gains = gains_of(x, Year({"x": x, "y": y})).gains
    assert [(g.criterion.code, g.lacking, g.best, g.best_units) for g in gains] == [
        ("a.2", D(5), D("5.5"), ("y",)),
        ("b", D(3), D(2), ("x", "y")),
        ("a.1", D(0), D(4), ("x",)),
    ]


def test_a_criterion_stands_for_parts_that_are_unknown_and_what_is_unknown_is_named() -> None:
    x = card(a="8")
    told = gains_of(x, Year({"x": x}))
    assert [(g.criterion.code, g.lacking) for g in told.gains] == [("a", D(2))]
    assert [criterion.code for criterion in told.unknown] == ["b"]
    only_total = card(total="12")
    assert [g.criterion.code for g in gains_of(only_total, Year({"x": only_total})).gains] == [TOTAL]
    half = card(a_1="3")
    assert [c.code for c in gains_of(half, Year({"x": half})).unknown] == ["a.2", "b"]
