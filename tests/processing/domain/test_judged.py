"""How an ended step came out: days compare dates, hours instants, early is before the session in which it was due."""

from dataclasses import replace

import pytest

from services.processing.domain.judged import judged
from services.processing.domain.steps import Step, StepEnd, StepKind
from shared.callers import Role
from shared.contracts.terms import CountsBy
from tests.processing.made_up import local

DUE = local("2026-03-06 17:00")
STEP = Step(
    1, StepKind.STAGE, "Thẩm định", "H62.20", Role.OFFICER, local("2026-03-02 08:00"), due_at=DUE, due_on=DUE.date()
)


@pytest.mark.parametrize(
    ("counts_by", "ended_at", "how"),
    [
        (CountsBy.DAY, "2026-03-05 23:59", "early"),
        (CountsBy.DAY, "2026-03-06 00:00", "on_time"),
        (CountsBy.DAY, "2026-03-06 23:59", "on_time"),
        (CountsBy.DAY, "2026-03-07 00:00", "late"),
        (CountsBy.HOUR, "2026-03-06 12:00", "early"),
        (CountsBy.HOUR, "2026-03-06 13:30", "on_time"),
        (CountsBy.HOUR, "2026-03-06 17:00", "on_time"),
        (CountsBy.HOUR, "2026-03-06 17:01", "late"),
    ],
)
def test_a_step_is_judged_as_its_limit_counts(counts_by: CountsBy, ended_at: str, how: str) -> None:
    step = replace(STEP, counts_by=counts_by, end=StepEnd.DONE, ended_at=local(ended_at))
    assert judged(step) == how


@pytest.mark.parametrize("end", [None, StepEnd.CUT, StepEnd.SENT_BACK, StepEnd.REPEATED])
def test_what_nobody_did_or_must_do_again_is_not_judged(end: StepEnd | None) -> None:
    assert judged(replace(STEP, end=end, ended_at=local("2026-03-05 08:00") if end else None)) is None


def test_without_a_due_date_there_is_nothing_to_judge_by() -> None:
    step = replace(STEP, due_at=None, due_on=None, end=StepEnd.DONE, ended_at=DUE)
    assert judged(step) is None
