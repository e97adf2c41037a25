"""The table of what moves a filing, walked whole, and its answer clock."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from services.intake.domain.dossiers.applicant import Applicant
from services.intake.domain.dossiers.filing import Filing
from services.intake.domain.filings.answer_limit import answer_due, completion_due
from services.intake.domain.filings.filed import Answer, Filed, FilingDeed, Named, act_on
from services.intake.domain.filings.filing_origin import Origin
from services.intake.domain.filings.filing_state import (
    FILING_ACT_NAMES,
    FILING_NATIONAL_CODES,
    FILING_STATE_NAMES,
    FILING_TABLE,
    OPEN,
    PENDING,
    FilingAct,
    FilingState,
    allowed_on_filing,
)
from shared.callers import Role
from shared.contracts.terms import Channel, Level
from shared.errors import Conflict, Forbidden, Invalid
from shared.ids import new_id
from shared.worktime import P80
from shared.worktime.hours import P75

NOW = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
CLERK, PORTAL = frozenset({Role.CLERK}), frozenset({Role.PORTAL})
A, S = FilingAct, FilingState
LEADS: dict[tuple[FilingState, FilingAct], FilingState] = {
    (S.FILED, A.COMPLETION_REQUESTED): S.COMPLETION_REQUESTED,
    (S.FILED, A.ACCEPTED): S.ACCEPTED,
    (S.FILED, A.REFUSED): S.REFUSED,
    (S.FILED, A.WITHDRAWN): S.WITHDRAWN,
    (S.COMPLETION_REQUESTED, A.COMPLETED): S.COMPLETED,
    (S.COMPLETION_REQUESTED, A.ACCEPTED): S.ACCEPTED,
    (S.COMPLETION_REQUESTED, A.WITHDRAWN): S.WITHDRAWN,
    (S.COMPLETION_REQUESTED, A.CLOSED): S.CLOSED,
    (S.COMPLETED, A.ACCEPTED): S.ACCEPTED,
    (S.COMPLETED, A.REFUSED): S.REFUSED,
    (S.COMPLETED, A.WITHDRAWN): S.WITHDRAWN,
}


def a_filing(state: FilingState = S.FILED, **changes: object) -> Filed:
    """Answered where the state says so, sent back where it must have been."""
    values: dict[str, object] = {
        "id": new_id(),
        "version": 3,
        "state": state,
        "matter": Filing("H62.19", "H62.19", "1.001612", Channel.ONLINE, Applicant("Mẫu"), None, (), 1),
        "named": Named(1, "Thủ tục", "Lĩnh vực", Level.DISTRICT),
        "origin": Origin("portal", "G12-1", None, NOW),
        "filed_by": "cong",
        "recorded_at": NOW,
        "last_act_at": NOW,
        "answer_due_at": NOW + timedelta(hours=30),
        "answered_at": None if state in PENDING else NOW,
        "completion_due_on": None if state is S.FILED else date(2026, 3, 20),
    }
    return Filed(**(values | changes))  # type: ignore[arg-type]


def deed(act: FilingAct, at: datetime = LATER, roles: frozenset[Role] = CLERK) -> FilingDeed:
    return FilingDeed(act, "canbo.a", roles, at)


ACTS = [act for act in FilingAct if act is not A.FILED]


@pytest.mark.parametrize(("state", "act"), list(product(FilingState, ACTS)), ids=str)
def test_each_act_from_each_state_leads_where_the_law_says_or_is_refused(state: FilingState, act: FilingAct) -> None:
    filed = a_filing(state)
    if (state, act) in LEADS:
        acted = act_on(filed, deed(act))
        assert (acted.filed.state, acted.filed.version, acted.from_state) == (LEADS[state, act], 4, state)
        return
    with pytest.raises(Conflict) as refused:
        act_on(filed, deed(act))
    is_second_request = act is A.COMPLETION_REQUESTED and state in OPEN
    assert refused.value.code == ("completion_already_requested" if is_second_request else "act_not_allowed")
    assert is_second_request or FILING_STATE_NAMES[state] in refused.value.message


def test_every_act_has_one_row_and_every_state_a_name_and_a_national_code() -> None:
    assert [row.act for row in FILING_TABLE] == list(FilingAct)
    assert {row.to_state for row in FILING_TABLE} == set(FilingState)
    assert set(FILING_STATE_NAMES) == set(FILING_NATIONAL_CODES) == set(FilingState)
    assert set(FILING_ACT_NAMES) == set(FilingAct)
    assert all(row.basis.startswith("NĐ 118/2025/NĐ-CP, Điều ") for row in FILING_TABLE)


def test_nothing_leads_out_of_an_end_and_every_open_state_has_a_way_to_one() -> None:
    assert {state for row in FILING_TABLE for state in row.from_states} == OPEN
    for state in OPEN:
        assert {row.to_state for row in allowed_on_filing(state, CLERK)} - OPEN


@pytest.mark.parametrize("act", [A.COMPLETION_REQUESTED, A.ACCEPTED, A.REFUSED, A.CLOSED])
def test_a_program_answers_nothing(act: FilingAct) -> None:
    with pytest.raises(Forbidden) as refused:
        act_on(a_filing(S.COMPLETION_REQUESTED), deed(act, roles=PORTAL))
    assert refused.value.code == "role_not_allowed"


def test_a_refused_act_says_what_can_be_done() -> None:
    with pytest.raises(Conflict) as refused:
        act_on(a_filing(S.COMPLETION_REQUESTED), deed(A.REFUSED))
    assert "nhận phần hoàn thiện, tiếp nhận" in refused.value.message


DUE = NOW + timedelta(hours=30)


@pytest.mark.parametrize(
    ("act", "at", "answer", "answered_at"),
    [
        (A.ACCEPTED, DUE, Answer.IN_TIME, DUE),
        (A.ACCEPTED, DUE + timedelta(microseconds=1), Answer.LATE, DUE + timedelta(microseconds=1)),
        (A.REFUSED, LATER, Answer.LATE, LATER),
        (A.COMPLETION_REQUESTED, NOW, Answer.IN_TIME, NOW),
        (A.WITHDRAWN, NOW, Answer.UNANSWERED, None),
        (A.WITHDRAWN, LATER, Answer.UNANSWERED, None),
    ],
)
def test_an_answer_is_in_time_until_the_instant_in_which_it_is_due(
    act: FilingAct, at: datetime, answer: Answer, answered_at: datetime | None
) -> None:
    after = act_on(a_filing(), deed(act, at)).filed
    assert (after.answer(LATER), after.answered_at, after.is_late) == (answer, answered_at, at > DUE)


def test_what_the_applicant_does_after_an_answer_makes_no_desk_late() -> None:
    asked = a_filing(S.COMPLETION_REQUESTED)
    for act in (A.ACCEPTED, A.WITHDRAWN, A.CLOSED):
        assert act_on(asked, deed(act)).filed.answer(LATER) is Answer.IN_TIME


def test_a_completed_filing_waits_for_an_answer_again() -> None:
    after = act_on(a_filing(S.COMPLETION_REQUESTED), deed(A.COMPLETED, NOW)).filed
    assert (after.answered_at, after.answer(DUE), after.answer(LATER)) == (
        None,
        Answer.PENDING_IN_TIME,
        Answer.PENDING_LATE,
    )


def test_eight_working_hours_are_longer_than_a_day_of_seven_and_a_half() -> None:
    friday = datetime.fromisoformat("2025-07-04T15:20:00+07:00")
    assert answer_due(friday, P75).isoformat() == "2025-07-07T15:50:00+07:00"
    assert answer_due(friday, P80).isoformat() == "2025-07-07T15:20:00+07:00"


def test_a_last_day_is_as_stated_or_the_usual_one() -> None:
    assert completion_due(NOW, P75, date(2026, 3, 6)) == date(2026, 3, 6)
    assert completion_due(NOW, P75, None) == date(2026, 3, 20)
    with pytest.raises(Invalid):
        completion_due(NOW, P75, date(2026, 3, 5))
