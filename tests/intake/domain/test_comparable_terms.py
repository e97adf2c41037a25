from collections.abc import Sequence

import pytest

from services.intake.domain.catalogue.comparable_terms import fit_within, is_shorter
from shared.worktime import Term, Unit

SAME_DAY = Term(Unit.SAME_DAY, 0)
DAYS_5, DAYS_7 = Term(Unit.WORKING_DAY, 5), Term(Unit.WORKING_DAY, 7)


@pytest.mark.parametrize(
    ("term", "than", "answer"),
    [
        (DAYS_5, DAYS_7, True),
        (DAYS_7, DAYS_7, False),
        (DAYS_7, DAYS_5, False),
        (Term(Unit.HALF_DAY, 3), Term(Unit.WORKING_DAY, 2), True),
        (Term(Unit.HALF_DAY, 4), Term(Unit.WORKING_DAY, 2), False),
        (Term(Unit.WEEK, 1), Term(Unit.DAY, 8), True),
        (Term(Unit.MONTH, 12), Term(Unit.YEAR, 1), False),
        (Term(Unit.DAY, 5), DAYS_7, None),
        (Term(Unit.WORKING_HOUR, 4), DAYS_5, None),
        (SAME_DAY, Term(Unit.WORKING_DAY, 1), True),
        (Term(Unit.WORKING_DAY, 1), SAME_DAY, False),
        (SAME_DAY, SAME_DAY, False),
        (SAME_DAY, Term(Unit.WORKING_HOUR, 2), None),
        (Term(Unit.HOUR, 2), SAME_DAY, None),
    ],
)
def test_a_limit_is_shorter_only_within_units_that_the_law_relates(term: Term, than: Term, answer: bool | None) -> None:
    assert is_shorter(term, than) is answer


@pytest.mark.parametrize(
    ("parts", "whole", "answer"),
    [
        ([DAYS_5, Term(Unit.HALF_DAY, 4)], DAYS_7, True),
        ([DAYS_5, Term(Unit.HALF_DAY, 5)], DAYS_7, False),
        ([DAYS_5, Term(Unit.DAY, 30)], DAYS_7, True),
        ([DAYS_5, SAME_DAY], DAYS_5, True),
        ([Term(Unit.WORKING_DAY, 1)], SAME_DAY, False),
        ([Term(Unit.WORKING_HOUR, 4), SAME_DAY], SAME_DAY, True),
        ([], DAYS_5, True),
    ],
)
def test_stages_fit_the_published_limit_as_far_as_they_compare(
    parts: Sequence[Term], whole: Term, answer: bool
) -> None:
    assert fit_within(parts, whole) is answer
