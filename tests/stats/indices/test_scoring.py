"""The scores of TT 01/2018: means with one decimal, an agency's 0, 1 or 2, and grades that cannot change any more."""

from datetime import date
from decimal import Decimal

import pytest

from services.stats.domain.indices.criteria import in_force
from services.stats.domain.indices.points import Counts
from services.stats.domain.indices.score_criteria import ScoreItem, grade_of
from services.stats.domain.indices.scoring import (
    OnlineCounts,
    ScoredItem,
    mean,
    on_the_spot_score,
    online_score,
    petition_score,
    total,
    with_statement,
)
from services.stats.domain.indices.statement import Kind, Said, Statement
from services.stats.domain.period import Period
from services.stats.reference.criteria import index_tt01
from shared.errors import Invalid
from tests.stats.made_up import NOW

SCORES = in_force(index_tt01(), date(2026, 9, 14))
BOUNDS = {item.code: item.bounds for item in SCORES.scores}
QUARTER = Period(date(2026, 6, 15), date(2026, 9, 14))


@pytest.mark.parametrize(
    ("points", "dossiers", "score"), [(3, 2, "1.5"), (5, 4, "1.3"), (1, 3, "0.3"), (5, 3, "1.7"), (0, 4, "0.0")]
)
def test_a_mean_has_one_decimal_rounded_half_up(points: int, dossiers: int, score: str) -> None:
    assert mean(Counts(points, dossiers)) == Decimal(score)


def test_without_dossiers_there_is_no_mean() -> None:
    assert mean(Counts(0, 0)) is None


@pytest.mark.parametrize(
    ("level", "part", "score"),
    [
        ("province", 20, 2),
        ("province", 19, 0),
        ("department", 20, 2),
        ("district", 50, 2),
        ("district", 49, 0),
        ("commune", 100, 2),
        ("commune", 99, 0),
        ("nation", 100, None),
    ],
)
def test_the_share_on_the_spot_is_judged_by_the_level(level: str, part: int, score: int | None) -> None:
    assert on_the_spot_score(Counts(part, 100), level, BOUNDS["5"]) == score


@pytest.mark.parametrize(("in_time", "score"), [(1000, 2), (999, 1), (900, 1), (899, 0)])
def test_petitions_are_judged_by_the_exact_share(in_time: int, score: int) -> None:
    assert petition_score(Counts(in_time, 1000), BOUNDS["8"]) == score
    assert petition_score(Counts(0, 0), BOUNDS["8"]) is None


@pytest.mark.parametrize(
    ("procedures", "dossiers", "late", "score"),
    [(20, 30, 0, 2), (20, 30, 1, 1), (19, 30, 0, 1), (20, 29, 0, 1), (0, 15, 9, 1), (100, 14, 0, 0)],
)
def test_online_asks_for_procedures_dossiers_and_none_late(
    procedures: int, dossiers: int, late: int, score: int
) -> None:
    online = OnlineCounts(Counts(procedures, 100), Counts(dossiers, 100), late)
    assert online_score(online, BOUNDS["9"]) == score


@pytest.mark.parametrize(
    ("points", "grade"),
    [("18", "excellent"), ("15", "excellent"), ("14.9", "good"), ("9", "fair"), ("6", "average"), ("5.9", "weak")],
)
def test_grades_of_an_agency(points: str, grade: str) -> None:
    assert grade_of(Decimal(points), SCORES.agency_grades).code == grade


@pytest.mark.parametrize(("points", "grade"), [("6", "full"), ("5", "full"), ("4.9", "partial"), ("3.4", "not_done")])
def test_grades_of_an_officer(points: str, grade: str) -> None:
    assert grade_of(Decimal(points), SCORES.officer_grades).code == grade


def scored(item: ScoreItem, score: str | None) -> ScoredItem:
    return ScoredItem(item, Decimal(score) if score else None, None, None)


def test_a_grade_is_given_once_what_is_unknown_cannot_change_it() -> None:
    known = [scored(item, "2.0") for item in SCORES.scores[:7]]
    both = total([*known, *(scored(item, None) for item in SCORES.scores[7:])], SCORES)
    assert (both.points, both.highest, both.known) == (Decimal("14.0"), Decimal("18.0"), 7)
    assert (both.grade, both.lowest_grade.code, both.highest_grade.code) == (None, "good", "excellent")
    one = total([*known, scored(SCORES.scores[7], "1.0"), scored(SCORES.scores[8], None)], SCORES)
    assert one.grade
    assert one.grade.code == "excellent"


def a_statement(kind: Kind, points: str) -> Statement:
    values = (1, "6", kind, None, None, Decimal(points), "Biên bản", NOW, "canbo.a", QUARTER.from_on, QUARTER.to_on)
    return Statement(*values)


def test_our_own_score_comes_before_a_stated_one_unless_there_was_nothing_to_count() -> None:
    item = SCORES.item("6")
    statements = [a_statement(Kind.SCORE, "1.0000"), a_statement(Kind.PORTAL, "2")]
    assert with_statement(item, None, statements).score == Decimal("1.0")
    assert with_statement(item, (Decimal(2), Counts(1, 1)), statements).score == 2
    assert with_statement(item, (None, Counts(0, 0)), statements).score == Decimal("1.0")
    assert with_statement(item, None, []).score is None


@pytest.mark.parametrize(
    ("kind", "points", "code"),
    [
        (Kind.COUNTS, Decimal(1), "score_needed"),
        (Kind.SCORE, None, "score_needed"),
        (Kind.SCORE, Decimal("2.1"), "points_over_maximum"),
    ],
)
def test_a_stated_score_is_a_score(kind: Kind, points: Decimal | None, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        Said("6", "H62", QUARTER, kind, None, None, points, "Biên bản").check_score(2)
    assert refused.value.code == code
