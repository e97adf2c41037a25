"""Acts on the aggregate: limits of the law, times in order, and what each leaves behind."""

from datetime import date

import pytest

from services.processing.domain.acting import act_on
from services.processing.domain.deed import Deed
from services.processing.domain.state import Act
from shared.contracts.states import State
from shared.contracts.terms import Outcome
from shared.errors import Refusal
from shared.worktime import Term, Unit
from tests.processing.made_up import EVERYONE, TIME, a_dossier, after, do, local

IN_PROCESS = ((Act.TAKEN_UP, "2026-03-03 08:00"),)
ASKED = (*IN_PROCESS, (Act.SUPPLEMENT_REQUESTED, "2026-03-04 08:00"))
TOLD = (*ASKED, (Act.SUPPLEMENT_NOTIFIED, "2026-03-05 08:00"))


def test_each_act_makes_the_next_version_and_leaves_the_old_as_it_was() -> None:
    before = a_dossier()
    done = do(before, Act.HANDED_OVER, "2026-03-02 10:00")
    assert (before.version, done.dossier.version, done.from_state) == (1, 2, State.ACCEPTED)
    assert done.dossier.last_act_at == local("2026-03-02 10:00")


def test_a_result_ends_the_dossier_and_its_return_is_kept_apart() -> None:
    ready = after(a_dossier(), *IN_PROCESS, (Act.FINISHED, "2026-03-10 09:00"))
    assert (ready.outcome, ready.ended_at, ready.returned_at) == (Outcome.RESULT, local("2026-03-10 09:00"), None)
    returned = do(ready, Act.RETURNED, "2026-03-12 09:00").dossier
    assert (returned.ended_at, returned.returned_at) == (ready.ended_at, local("2026-03-12 09:00"))


@pytest.mark.parametrize(
    ("act", "outcome", "way"),
    [
        (Act.REFUSED, Outcome.REFUSAL, IN_PROCESS),
        (Act.STOPPED, Outcome.STOPPED, ASKED),
        (Act.WITHDRAWN, Outcome.WITHDRAWN, (*ASKED, (Act.WITHDRAWAL_ASKED, "2026-03-05 08:00"))),
        (Act.CLOSED_UNANSWERED, Outcome.STOPPED, TOLD),
    ],
)
def test_an_end_has_its_outcome_and_ends_every_wait(
    act: Act, outcome: Outcome, way: tuple[tuple[Act, str], ...]
) -> None:
    ended = do(after(a_dossier(), *way), act, "2026-04-10 09:00").dossier
    assert (ended.outcome, ended.ended_at) == (outcome, local("2026-04-10 09:00"))
    assert ended.open_wait is None
    assert all(wait.until_at == ended.ended_at for wait in ended.waits)


def test_a_second_supplement_request_is_refused_nd118_art_19_5() -> None:
    again = after(a_dossier(), *ASKED, (Act.SUPPLEMENT_RECEIVED, "2026-03-09 08:00"))
    assert refusal_of(again, Act.SUPPLEMENT_REQUESTED, "2026-03-10 08:00") == "supplement_already_requested"


def test_a_supplement_request_after_the_third_working_day_is_warned_of_nd118_art_19_5() -> None:
    dossier = after(a_dossier(), *IN_PROCESS)
    assert do(dossier, Act.SUPPLEMENT_REQUESTED, "2026-03-05 16:59").warnings == ()
    assert do(dossier, Act.SUPPLEMENT_REQUESTED, "2026-03-06 08:00").warnings == ("supplement_request_late",)


def test_a_hand_over_after_the_working_day_is_warned_of_nd118_art_18_2() -> None:
    assert do(a_dossier(), Act.HANDED_OVER, "2026-03-02 16:00").warnings == ()
    assert do(a_dossier(), Act.HANDED_OVER, "2026-03-03 08:00").warnings == ("handed_over_late",)
    late_in_the_day = a_dossier("2026-03-02 15:30")
    assert do(late_in_the_day, Act.HANDED_OVER, "2026-03-03 07:30").warnings == ()


def test_a_dossier_older_than_the_calendar_can_be_acted_on_without_warnings() -> None:
    old = a_dossier("2017-03-02 08:30", term=None)
    assert do(old, Act.HANDED_OVER, "2026-03-03 08:00").warnings == ()


@pytest.mark.parametrize("act", [Act.SUPPLEMENT_REQUESTED, Act.REFUSED, Act.EXTENDED, Act.STOPPED])
def test_an_act_that_hurts_needs_a_reason(act: Act) -> None:
    dossier = after(a_dossier(), *IN_PROCESS)
    assert refusal_of(dossier, act, "2026-03-04 08:00", note=None) == "reason_missing"
    assert do(dossier, act, "2026-03-04 08:00", note=None, reason_code="R1", promised_on=date(2026, 4, 1))


def test_closing_waits_for_the_fifteen_days_of_the_applicant_nd118_art_19_5() -> None:
    asked = after(a_dossier(), *ASKED)
    assert refusal_of(asked, Act.CLOSED_UNANSWERED, "2026-04-20 08:00") == "applicant_not_told"
    told = after(a_dossier(), *TOLD)  # 5/3 + 15 days = Friday 20/3
    assert refusal_of(told, Act.CLOSED_UNANSWERED, "2026-03-20 16:00") == "answer_time_not_over"
    assert do(told, Act.CLOSED_UNANSWERED, "2026-03-21 08:00").dossier.state is State.CLOSED_UNANSWERED


def test_the_letter_goes_at_the_latest_the_day_before_the_due_date_nd118_art_19_6() -> None:
    dossier = after(a_dossier(), *IN_PROCESS)  # due Monday 16/3
    new_day = {"promised_on": date(2026, 3, 23)}
    assert refusal_of(dossier, Act.EXTENDED, "2026-03-16 07:30", **new_day) == "letter_too_late"
    done = do(dossier, Act.EXTENDED, "2026-03-15 23:59", **new_day).dossier
    assert done.dues == dossier.dues
    assert done.state is State.IN_PROCESS
    assert [(letter.sent_on, letter.promised_on) for letter in done.letters] == [(date(2026, 3, 15), date(2026, 3, 23))]
    assert refusal_of(done, Act.EXTENDED, "2026-03-15 23:59", **new_day) == "term_already_extended"


@pytest.mark.parametrize("promised_on", [None, date(2026, 3, 16), date(2026, 3, 10)])
def test_a_letter_without_a_later_day_is_void(promised_on: date | None) -> None:
    dossier = after(a_dossier(), *IN_PROCESS)
    assert refusal_of(dossier, Act.EXTENDED, "2026-03-10 08:00", promised_on=promised_on) == "promise_not_later"


def test_a_dossier_without_a_due_date_cannot_be_extended() -> None:
    dossier = after(a_dossier(term=None), *IN_PROCESS)
    assert refusal_of(dossier, Act.EXTENDED, "2026-03-10 08:00", promised_on=date(2026, 4, 1)) == "no_due_date"


def test_an_act_before_the_last_one_or_in_the_future_is_refused() -> None:
    dossier = after(a_dossier(), *IN_PROCESS)
    assert refusal_of(dossier, Act.FINISHED, "2026-03-03 07:59") == "happened_before_last_act"
    deed = Deed(Act.FINISHED, "canbo.a", EVERYONE, local("2026-03-10 09:00"))
    with pytest.raises(Refusal) as refused:
        act_on(dossier, deed, TIME, local("2026-03-10 08:59"))
    assert refused.value.code == "happened_in_future"


def test_same_day_pauses_of_an_hour_term_move_it_by_the_session_minutes() -> None:
    dossier = after(a_dossier(term=Term(Unit.WORKING_HOUR, 8)), (Act.TAKEN_UP, "2026-03-02 09:00"))
    paid = after(dossier, (Act.PAYMENT_REQUESTED, "2026-03-02 09:00"), (Act.PAYMENT_RECEIVED, "2026-03-02 10:00"))
    assert paid.due is not None
    assert dossier.due is not None
    assert (paid.due.due_at - dossier.due.due_at).total_seconds() == 3600


def refusal_of(dossier: object, act: Act, at: str, **more: object) -> str:
    with pytest.raises(Refusal) as refused:
        do(dossier, act, at, **more)  # type: ignore[arg-type]
    return refused.value.code
