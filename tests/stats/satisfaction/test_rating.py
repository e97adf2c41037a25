"""What a vote amounts to, and what is refused as one."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.stats.domain.satisfaction.rating import Answers, Aspect, Rating, Scale, Verdict, VoteSource, verdict_of
from shared.errors import Invalid
from tests.stats.made_up import NOW

LIKE = Answers(Scale.LIKE, {Aspect.WHOLE: 1})


@pytest.mark.parametrize(("score", "verdict"), [(1, -1), (2, -1), (3, 0), (4, 1), (5, 1)])
def test_four_and_five_are_satisfied_one_and_two_are_not(score: int, verdict: int) -> None:
    assert verdict_of(Scale.FIVE, score) == verdict


@given(st.dictionaries(st.sampled_from(Aspect), st.integers(1, 5), min_size=1))
def test_the_verdict_is_that_on_the_whole_else_the_worst(scores: dict[Aspect, int]) -> None:
    deciding = scores.get(Aspect.WHOLE) or min(scores.values())
    assert Answers(Scale.FIVE, scores).verdict == verdict_of(Scale.FIVE, deciding)


def test_a_dislike_of_one_aspect_counts_where_the_whole_was_not_asked() -> None:
    answers = Answers(Scale.LIKE, {Aspect.ATTITUDE: 0, Aspect.TIME: 1})
    assert answers.verdict is Verdict.DISSATISFIED


@pytest.mark.parametrize(
    ("scale", "scores", "code"),
    [
        (Scale.FIVE, {}, "no_aspect_rated"),
        (Scale.FIVE, {Aspect.WHOLE: 0}, "score_out_of_range"),
        (Scale.FIVE, {Aspect.WHOLE: 6}, "score_out_of_range"),
        (Scale.LIKE, {Aspect.WHOLE: 2}, "score_out_of_range"),
        (Scale.LIKE, {Aspect.WHOLE: 1, Aspect.TIME: -1}, "score_out_of_range"),
    ],
)
def test_answers_outside_the_scale_are_refused(scale: Scale, scores: dict[Aspect, int], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        Answers(scale, scores)
    assert refused.value.code == code


def test_a_vote_on_nothing_or_from_the_future_is_refused() -> None:
    on_nothing = Rating(None, None, "x" * 20, LIKE, VoteSource.TRACKER, NOW)
    ahead = Rating("D", None, "x" * 20, LIKE, VoteSource.TRACKER, NOW + timedelta(minutes=6))
    for rating, code in ((on_nothing, "nothing_rated"), (ahead, "rated_in_the_future")):
        with pytest.raises(Invalid) as refused:
            rating.check(NOW)
        assert refused.value.code == code
    Rating("D", None, "x" * 20, LIKE, VoteSource.TRACKER, NOW + timedelta(minutes=5)).check(NOW)


def test_neither_proof_nor_device_can_be_read_from_what_is_kept() -> None:
    rating = Rating("D", None, "token", LIKE, VoteSource.TRACKER, NOW, device="token")
    assert len(rating.proof_digest) == 32
    assert rating.device_digest != rating.proof_digest
    assert b"token" not in rating.proof_digest
