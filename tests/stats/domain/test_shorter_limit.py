"""Shares that limits of the past would have kept, and the shortest limits that keep enough."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from services.stats.domain.day_ranks import DayRanks
from services.stats.domain.figures import rate
from services.stats.domain.shorter_limit import LONGEST, History, Taken
from shared.worktime import national_calendar

A_THOUSAND = History(
    [
        Taken(2, 5, False, 950),
        Taken(3, 5, False, 40),
        Taken(4, 7, False, 8),
        Taken(5, 5, False, 1),
        Taken(9, None, True, 1),
    ]
)


def test_each_limit_keeps_what_took_no_longer_and_makes_late_what_was_not() -> None:
    outcomes = A_THOUSAND.outcomes()
    assert [(each.limit, each.kept.numerator, each.newly_late) for each in outcomes] == [
        *((0, 0, 999), (1, 0, 999), (2, 950, 49), (3, 990, 9), (4, 998, 1)),
        *((5, 999, 0), (6, 999, 0), (7, 999, 0), (8, 999, 0), (9, 1000, 0)),
    ]
    assert outcomes[3].kept == rate(990, 1000)


def test_the_shortest_limits_keep_just_enough() -> None:
    assert [(t.share, t.outcome and t.outcome.limit) for t in A_THOUSAND.targets()] == [
        (Fraction(95, 100), 2),
        (Fraction(99, 100), 3),
        (Fraction(999, 1000), 5),
    ]


def test_the_usual_limit_is_what_most_had() -> None:
    assert A_THOUSAND.usual_limit == (5, 991)
    assert A_THOUSAND.on_time == rate(999, 1000)


def test_without_any_dossier_nothing_is_said() -> None:
    nothing = History([])
    assert (nothing.outcomes(), nothing.usual_limit, nothing.on_time.percent) == ([], None, None)
    assert [target.outcome for target in nothing.targets()] == [None, None, None]


def test_a_dossier_of_years_makes_no_endless_list() -> None:
    assert len(History([Taken(2_000, 5, True, 1)]).outcomes()) == LONGEST + 1


@given(st.lists(st.tuples(st.integers(0, 40), st.booleans(), st.integers(1, 2_000)), min_size=1, max_size=20))
def test_a_target_is_kept_by_its_limit_and_by_none_that_is_shorter(taken: list[tuple[int, bool, int]]) -> None:
    history = History(Taken(days, 5, late, count) for days, late, count in taken)
    for target in history.targets():
        assert target.outcome
        kept = target.outcome.kept
        assert Fraction(kept.numerator, kept.denominator) >= target.share
        shorter = [each.kept for each in history.outcomes() if each.limit < target.outcome.limit]
        assert all(Fraction(each.numerator, each.denominator) < target.share for each in shorter)


def test_ranks_give_every_span_of_the_calendar_by_one_subtraction() -> None:
    calendar = national_calendar()
    ranks = DayRanks.of(calendar)
    assert len(ranks.through) == (ranks.last - ranks.first).days + 1
    before, after = ranks.first.replace(month=2), ranks.first.replace(month=6)
    by_rank = ranks.through[(after - ranks.first).days] - ranks.through[(before - ranks.first).days]
    assert by_rank == calendar.working_days_between(before, after)
