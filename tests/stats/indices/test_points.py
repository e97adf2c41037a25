"""How counts become points of the index of QĐ 766, and what stays unknown."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.stats.domain.indices.criteria import CriteriaSet, Criterion, Group, in_force
from services.stats.domain.indices.points import Counts, points_of, rounded, score, sum_of
from services.stats.domain.indices.statement import Kind, Said, Statement
from services.stats.domain.period import Period
from services.stats.reference.criteria import index_766
from shared.errors import Invalid, Refusal
from tests.stats.made_up import NOW

PERIOD = Period(date(2026, 9, 15), date(2026, 10, 14))
IN_2026 = in_force(index_766(), date(2026, 10, 14))


def an_item(maximum: int = 6, threshold: int | None = None) -> Criterion:
    return Criterion("x", "g", "Tiêu chí", maximum, threshold, None, "a / b", "thử")


def stated(
    number: int = 1, kind: Kind = Kind.COUNTS, counts: tuple[int, int] | None = (1, 2), points: str = ""
) -> Statement:
    numerator, denominator = counts or (None, None)
    said = Decimal(points) if points else None
    return Statement(
        *(number, "x", kind, numerator, denominator, said, "Báo cáo", NOW, "canbo.a", PERIOD.from_on, PERIOD.to_on)
    )


def test_the_groups_of_the_decision_sum_to_one_hundred() -> None:
    sums = [sum(i.maximum for i in IN_2026.items if i.group == group.code) for group in IN_2026.groups]
    assert sums == [18, 20, 12, 10, 22, 18]
    assert IN_2026.maximum == 100


@pytest.mark.parametrize(
    ("ratio", "maximum", "threshold", "points"),
    [
        (Fraction(9963, 10_000), 20, None, "19.93"),
        (Fraction(1, 3), 6, None, "2.00"),
        (Fraction(4, 5), 4, 80, "4.00"),
        (Fraction(79, 100), 4, 80, "3.95"),
        (Fraction(45, 100), 6, 90, "3.00"),
        (Fraction(1), 4, 80, "4.00"),
        (Fraction(0), 4, 80, "0.00"),
        (Fraction(1001, 2000), 10, None, "5.01"),
    ],
)
def test_a_ratio_gives_points_and_a_threshold_full_ones(
    ratio: Fraction, maximum: int, threshold: int | None, points: str
) -> None:
    assert points_of(ratio, an_item(maximum, threshold)) == Decimal(points)


def test_points_are_rounded_half_up_and_not_to_even() -> None:
    assert [str(rounded(Fraction(n, 1000))) for n in (125, 135, 5, 15)] == ["0.13", "0.14", "0.01", "0.02"]


@given(st.integers(0, 10**7), st.integers(1, 10**7), st.sampled_from([None, 50, 80, 90]), st.integers(1, 20))
def test_points_lie_between_none_and_all(part: int, whole: int, threshold: int | None, maximum: int) -> None:
    points = points_of(Fraction(min(part, whole), whole), an_item(maximum, threshold))
    assert 0 <= points <= maximum


def test_what_nobody_stated_has_neither_no_points_nor_all() -> None:
    scored = score(an_item(), None, [])
    assert (scored.points, scored.distance, scored.counts) == (None, None, None)
    assert score(an_item(), Counts(0, 0), []).points is None


def test_an_item_that_is_only_shown_has_no_points() -> None:
    assert score(an_item(maximum=0), Counts(1, 2), []).points is None


def test_the_newest_statement_holds_and_our_own_count_comes_before_it() -> None:
    statements = [stated(1, counts=(1, 2)), stated(2, counts=(2, 2)), stated(3, Kind.PORTAL, None, "1.5")]
    by_statement = score(an_item(), None, statements)
    assert (by_statement.points, by_statement.stated) == (Decimal("6.00"), statements[1])
    own = score(an_item(), Counts(1, 4), statements)
    assert (own.points, own.stated, own.portal_gap) == (Decimal("1.50"), None, Decimal("0.00"))
    assert score(an_item(), Counts(0, 0), statements).points == Decimal("6.00")


def test_the_gap_to_the_portal_is_ours_less_theirs() -> None:
    by_points = score(an_item(), Counts(1, 2), [stated(1, Kind.PORTAL, None, "3.55")])
    by_counts = score(an_item(), Counts(1, 2), [stated(1, Kind.PORTAL, (1, 4))])
    assert (by_points.portal_gap, by_counts.portal_gap) == (Decimal("-0.55"), Decimal("1.50"))
    assert score(an_item(), None, [stated(1, Kind.PORTAL, None, "3.55")]).portal_gap is None


def test_the_total_says_how_much_of_it_is_known() -> None:
    total = sum_of([score(an_item(6), Counts(1, 2), []), score(an_item(20), None, []), score(an_item(0), None, [])])
    assert (total.points, total.known, total.unknown, total.maximum) == (Decimal("3.00"), 6, 20, 26)
    assert (total.points, total.highest) == (Decimal("3.00"), Decimal("23.00"))


@pytest.mark.parametrize(
    ("kind", "numerator", "denominator", "points", "code"),
    [
        (Kind.COUNTS, 1, None, None, "counts_not_whole"),
        (Kind.COUNTS, 3, 2, None, "counts_not_valid"),
        (Kind.COUNTS, None, None, None, "counts_needed"),
        (Kind.COUNTS, 1, 2, Decimal(1), "counts_needed"),
        (Kind.PORTAL, None, None, None, "nothing_stated"),
        (Kind.PORTAL, None, None, Decimal("6.01"), "points_over_maximum"),
    ],
)
def test_a_statement_that_cannot_be_is_refused(
    kind: Kind, numerator: int | None, denominator: int | None, points: Decimal | None, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        Said("x", "H62", PERIOD, kind, numerator, denominator, points, "Báo cáo").check(6)
    assert refused.value.code == code


def test_new_weights_are_data_with_their_days() -> None:
    old = CriteriaSet("766", "cũ", "a", date(2022, 8, 1), date(2026, 12, 31), (Group("g", "G"),), (an_item(6),))
    new = CriteriaSet("766", "mới", "b", date(2027, 1, 1), None, (Group("g", "G"),), (an_item(9),))
    assert in_force((old, new), date(2026, 12, 31)) is old
    assert in_force((old, new), date(2027, 1, 1)) is new
    with pytest.raises(Refusal) as refused:
        in_force((old, new), date(2022, 7, 31))
    assert refused.value.code == "criteria_not_in_force"


@pytest.mark.parametrize("items", [(an_item(), an_item()), (an_item(-1),), (an_item(6, 0),), (an_item(6, 101),)])
def test_criteria_that_contradict_themselves_are_not_taken(items: tuple[Criterion, ...]) -> None:
    with pytest.raises(ValueError, match="criteria"):
        CriteriaSet("766", "n", "d", date(2022, 8, 1), None, (Group("g", "G"),), items)
