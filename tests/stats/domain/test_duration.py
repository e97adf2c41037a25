"""How long dossiers took: buckets, means and percentiles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.stats.domain.dossier import dossier_of
from services.stats.domain.duration import bucket_of, middle_of, percentile, spread, taken
from services.stats.domain.punctuality import classify
from shared.contracts.processing import WaitingPart
from shared.contracts.terms import Outcome
from tests.stats.made_up import a_standing, ended, local

ACCEPTED = local("2026-03-02 08:30")


@given(st.integers(0, 2_000_000_000))
def test_a_bucket_s_middle_is_never_further_from_what_is_in_it_than_one_part_in_sixty(minutes: int) -> None:
    assert abs(middle_of(bucket_of(minutes)) - minutes) <= minutes / 60


@given(st.lists(st.integers(0, 10**7), min_size=1), st.sampled_from([1, 50, 90, 100]))
def test_a_percentile_is_the_bucket_of_the_nearest_rank(minutes: list[int], percent: int) -> None:
    counts: dict[int, int] = {}
    for each in minutes:
        counts[bucket_of(each)] = counts.get(bucket_of(each), 0) + 1
    rank = -(-len(minutes) * percent // 100)
    assert percentile(counts, percent) == middle_of(bucket_of(sorted(minutes)[rank - 1]))


def test_of_nothing_nothing_is_told() -> None:
    assert spread({}, 0).mean is None


@pytest.mark.parametrize("outcome", list(Outcome))
def test_net_time_leaves_out_what_the_applicant_was_waited_for(outcome: Outcome) -> None:
    waits = (WaitingPart(reason="supplement", from_at=local("2026-03-03 09:00"), until_at=local("2026-03-05 09:00")),)
    standing = ended(a_standing(ACCEPTED, local("2026-03-20 17:00"), waits=waits), local("2026-03-06 08:30"), outcome)
    dossier = dossier_of(standing)
    took = taken(dossier, classify(dossier))
    if outcome in {Outcome.RESULT, Outcome.REFUSAL}:
        assert took == (4 * 24 * 60, 2 * 24 * 60)
    else:
        assert took is None
