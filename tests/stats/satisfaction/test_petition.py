"""The acts on a petition: which may follow which, and by when, over weekends and days off."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from services.stats.domain.satisfaction.petition import (
    Deed,
    Finding,
    PetitionAct,
    PetitionKind,
    PetitionStep,
    limits_for,
    next_step,
)
from services.stats.domain.satisfaction.rating import Verdict
from services.stats.reference.criteria import petition_limits
from shared.errors import Refusal
from shared.worktime import national_calendar
from tests.stats.made_up import local

A = PetitionAct
NOW = local("2026-12-31 17:00")
LIMITS = limits_for(petition_limits(), date(2026, 4, 24))


def told(*acts: tuple[PetitionAct, str], **last: object) -> list[PetitionStep]:
    """The steps after some acts; `last` says more of the last one."""
    steps: list[PetitionStep] = []
    for number, (act, at) in enumerate(acts, start=1):
        more = {"verdict": Verdict.SATISFIED} if act is A.RATED else {}
        deed = Deed(act, local(at), **{**more, **(last if number == len(acts) else {})})  # type: ignore[arg-type]
        steps.append(next_step(PetitionKind.CONDUCT, steps, deed, LIMITS, national_calendar(), NOW))
    return steps


RECEIVED = (A.RECEIVED, "2026-04-24 16:00")  # a Friday before Giỗ Tổ (27/4), 30/4 and 1/5


@pytest.mark.parametrize(
    ("acts", "due_on", "owes", "owes_by"),
    [
        ((RECEIVED,), None, A.ANSWERED, date(2026, 5, 20)),
        ((RECEIVED, (A.REFUSED, "2026-04-29 10:00")), date(2026, 4, 29), None, None),
        ((RECEIVED, (A.COMPLETION_ASKED, "2026-05-06 10:00")), date(2026, 5, 6), None, None),
        (
            (RECEIVED, (A.COMPLETION_ASKED, "2026-05-06 10:00"), (A.COMPLETED, "2026-05-11 10:00")),
            *(None, A.ANSWERED, date(2026, 6, 1)),
        ),
        ((RECEIVED, (A.ANSWERED, "2026-05-20 16:59")), date(2026, 5, 20), A.PUBLISHED, date(2026, 5, 22)),
        (
            (RECEIVED, (A.ANSWERED, "2026-05-20 16:59"), (A.RATED, "2026-05-21 09:00")),
            *(None, A.PUBLISHED, date(2026, 5, 22)),
        ),
        (
            (RECEIVED, (A.ANSWERED, "2026-05-20 16:59"), (A.PUBLISHED, "2026-05-22 09:00")),
            *(date(2026, 5, 22), None, None),
        ),
    ],
)
def test_each_act_has_its_due_day_and_says_what_is_due_next(
    acts: Sequence[tuple[PetitionAct, str]], due_on: date | None, owes: PetitionAct | None, owes_by: date | None
) -> None:
    last = told(*acts)[-1]
    assert (last.due_on, last.owes, last.owes_by) == (due_on, owes, owes_by)
    assert not last.is_late


def test_an_act_after_its_due_day_is_late_and_on_it_is_not() -> None:
    assert told(RECEIVED, (A.REFUSED, "2026-05-04 07:30"))[-1].is_late
    assert not told(RECEIVED, (A.REFUSED, "2026-04-29 23:59"))[-1].is_late


def test_whoever_keeps_the_petition_may_state_another_day_for_the_answer() -> None:
    steps = told(RECEIVED, answer_by=date(2026, 6, 8))
    assert steps[0].owes_by == date(2026, 6, 8)


ASKED = (A.COMPLETION_ASKED, "2026-04-28 10:00")
ANSWERED = (A.ANSWERED, "2026-05-06 10:00")


@pytest.mark.parametrize(
    ("acts", "code"),
    [
        ((ANSWERED,), "petition_act_not_allowed"),
        ((RECEIVED, RECEIVED), "petition_act_not_allowed"),
        ((RECEIVED, (A.PUBLISHED, "2026-04-28 10:00")), "petition_act_not_allowed"),
        ((RECEIVED, (A.RATED, "2026-04-28 10:00")), "petition_act_not_allowed"),
        ((RECEIVED, (A.REPEATED, "2026-04-28 10:00")), "petition_act_not_allowed"),
        ((RECEIVED, (A.COMPLETED, "2026-04-28 10:00")), "petition_act_not_allowed"),
        ((RECEIVED, ASKED, ANSWERED), "petition_act_not_allowed"),
        ((RECEIVED, ASKED, ASKED), "petition_act_not_allowed"),
        ((RECEIVED, ANSWERED, (A.REFUSED, "2026-05-07 10:00")), "petition_act_not_allowed"),
        ((RECEIVED, (A.REFUSED, "2026-04-28 10:00"), ANSWERED), "petition_act_not_allowed"),
        ((RECEIVED, (A.ANSWERED, "2026-04-24 15:59")), "act_before_last"),
        ((RECEIVED, (A.ANSWERED, "2027-01-01 00:00")), "act_in_the_future"),
    ],
)
def test_acts_out_of_order_are_refused(acts: Sequence[tuple[PetitionAct, str]], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        told(*acts)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("acts", "more", "code"),
    [
        ((RECEIVED, ANSWERED), {"verdict": Verdict.SATISFIED}, "verdict_missing"),
        ((RECEIVED, ANSWERED, (A.RATED, "2026-05-07 10:00")), {"verdict": None}, "verdict_missing"),
        ((RECEIVED, ANSWERED), {"answer_by": date(2026, 6, 1)}, "answer_by_not_taken"),
        ((RECEIVED,), {"answer_by": date(2026, 4, 23)}, "answer_by_not_taken"),
        ((RECEIVED, ASKED), {"finding": Finding.UPHELD}, "finding_not_taken"),
    ],
)
def test_what_does_not_belong_to_an_act_is_refused(
    acts: Sequence[tuple[PetitionAct, str]], more: dict[str, object], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        told(*acts, **more)
    assert refused.value.code == code


@pytest.mark.parametrize("kind", [PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION])
def test_the_answer_to_a_complaint_is_not_published(kind: PetitionKind) -> None:
    deed = Deed(A.ANSWERED, local("2026-05-06 10:00"))
    answered = next_step(kind, told(RECEIVED), deed, LIMITS, national_calendar(), NOW)
    assert (answered.owes, answered.owes_by) == (None, None)


def test_a_petition_may_be_repeated_several_times() -> None:
    again: list[tuple[PetitionAct, str]] = [(A.REPEATED, "2026-05-08 10:00"), (A.REPEATED, "2026-05-09 10:00")]
    assert [step.act for step in told(RECEIVED, ANSWERED, *again)][-2:] == [A.REPEATED, A.REPEATED]


def test_days_are_not_counted_beyond_the_published_calendar() -> None:
    late = datetime(2027, 12, 30, 10, tzinfo=NOW.tzinfo)
    with pytest.raises(Refusal) as refused:
        next_step(PetitionKind.CONDUCT, (), Deed(A.RECEIVED, late), LIMITS, national_calendar(), late)
    assert refused.value.code == "calendar_not_published"
