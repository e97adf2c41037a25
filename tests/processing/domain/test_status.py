"""The one table of transitions: complete, unambiguous, and printed as a page."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from services.processing.domain.laws import LAWS
from services.processing.domain.refusals import ActNotAllowed
from services.processing.domain.state import NATIONAL_CODES, Act
from services.processing.domain.status import (
    LIVE_ROLES,
    TABLE,
    allowed_transitions,
    transition_for,
    transitions_for,
)
from services.processing.domain.transition import Clock
from services.processing.domain.transitions_page import transitions_page
from shared.callers import Role
from shared.contracts.states import OPEN, State
from shared.errors import Forbidden

LAST_OF_61, FIRST_OF_118 = date(2025, 6, 30), date(2025, 7, 1)
LAW_DAYS = [day for law in LAWS for day in (law.valid_from, law.valid_to) if day]
PAGE = Path(__file__).parents[3] / "docs" / "transitions.md"

SUPPLEMENT, PAYMENT = State.AWAITING_SUPPLEMENT, State.AWAITING_PAYMENT
ROWS = [
    ("118 art. 18.2", Act.HANDED_OVER, State.ACCEPTED, State.HANDED_OVER, Clock.RUNS, "06"),
    ("118 art. 19.1", Act.TAKEN_UP, State.HANDED_OVER, State.IN_PROCESS, Clock.RUNS, "06"),
    ("118 art. 19.5", Act.SUPPLEMENT_REQUESTED, State.IN_PROCESS, SUPPLEMENT, Clock.PAUSES, "02"),
    ("118 art. 19.5 restart", Act.SUPPLEMENT_RECEIVED, SUPPLEMENT, State.IN_PROCESS, Clock.RESTARTS, None),
    ("118 art. 19.5 closing", Act.CLOSED_UNANSWERED, SUPPLEMENT, State.CLOSED_UNANSWERED, Clock.ENDS, "05"),
    ("118 art. 24", Act.PAYMENT_REQUESTED, State.IN_PROCESS, PAYMENT, Clock.PAUSES, None),
    ("118 art. 24 paid", Act.PAYMENT_RECEIVED, PAYMENT, State.IN_PROCESS, Clock.RESUMES, None),
    ("118 art. 19.6", Act.EXTENDED, State.IN_PROCESS, None, Clock.RUNS, "04"),
    ("118 art. 22.1", Act.FINISHED, State.IN_PROCESS, State.READY, Clock.STOPS, None),
    ("118 art. 19.3", Act.REFUSED, State.IN_PROCESS, State.REFUSED, Clock.STOPS, "03"),
    ("118 art. 22.3", Act.RETURNED, State.READY, State.RETURNED, Clock.NONE, "07"),
    ("118 art. 21", Act.WITHDRAWAL_ASKED, PAYMENT, State.WITHDRAWAL_ASKED, Clock.RUNS, None),
    ("118 art. 21.3", Act.WITHDRAWN, State.WITHDRAWAL_ASKED, State.WITHDRAWN, Clock.ENDS, "05"),
    ("118 art. 21.3 stop", Act.STOPPED, State.IN_PROCESS, State.STOPPED, Clock.ENDS, "05"),
]  # fmt: skip


@pytest.mark.parametrize(("act", "state", "target", "clock", "form"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_the_law_of_2025_says(act: Act, state: State, target: State | None, clock: Clock, form: str | None) -> None:
    row = transition_for(act, state, FIRST_OF_118, LIVE_ROLES)
    assert (row.to_state, row.clock, row.form) == (target, clock, form)
    assert row.basis.startswith("NĐ 118/2025/NĐ-CP")


def test_the_page_of_transitions_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == transitions_page(), (
        "run: python -m services.processing transitions > docs/transitions.md"
    )


def test_the_page_has_a_cell_for_every_state_and_act_under_each_law() -> None:
    lines = transitions_page().splitlines()
    for act in set(Act) - {Act.OPENED}:
        rows = [line for line in lines if line.startswith(f"| `{act}` |")]
        matrices = [row for row in rows if row.count("|") == len(State) + 2]
        assert len(matrices) == len(LAWS), act


def test_every_act_knows_a_way_and_every_state_can_be_reached() -> None:
    assert {row.act for row in TABLE} == set(Act)
    assert {row.to_state for row in TABLE} - {None} == set(State)


def test_every_state_has_a_national_code_after_acceptance() -> None:
    assert NATIONAL_CODES.keys() == set(State)
    assert set(NATIONAL_CODES.values()) <= {2, 4, 5, 6, 7, 8, 9, 10}


@pytest.mark.parametrize("role", [Role.CLERK, Role.OFFICER, Role.LEADER, Role.REGISTRAR, Role.PORTAL])
def test_one_role_never_finds_two_rows_for_the_same_act(role: Role) -> None:
    for day in LAW_DAYS:
        for act in Act:
            for state in State:
                assert sum(role in row.roles for row in transitions_for(act, state, day)) <= 1


def test_from_each_open_state_there_is_a_way_to_an_end() -> None:
    for day in LAW_DAYS:
        for state in OPEN:
            reached, new = {state}, {state}
            while new:
                new = {r.to_state for s in new for r in allowed_transitions(s, day, LIVE_ROLES) if r.to_state} - reached
                reached |= new
            assert reached - OPEN


def test_nothing_leads_out_of_an_end_but_the_return_of_a_decision() -> None:
    ends = set(State) - OPEN
    leaving = {(row.act, state) for row in TABLE if row.to_state for state in row.from_states & ends}
    assert leaving == {(Act.RETURNED, State.READY), (Act.RETURNED, State.REFUSED)}


def test_the_laws_follow_each_other_without_gap_or_overlap() -> None:
    assert (LAWS[0].valid_from, LAWS[-1].valid_to) == (None, None)
    for before, after in pairwise(LAWS):
        assert before.valid_to and before.valid_to + timedelta(days=1) == after.valid_from
    for day in LAW_DAYS:
        assert sum(law.governs(day) for law in LAWS) == 1


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2021, 12, 5), "NĐ 61/2018/NĐ-CP"),
        (date(2021, 12, 6), "NĐ 61/2018/NĐ-CP (sửa đổi bởi NĐ 107/2021)"),
        (date(2025, 6, 30), "NĐ 61/2018/NĐ-CP (sửa đổi bởi NĐ 107/2021)"),
        (date(2025, 7, 1), "NĐ 118/2025/NĐ-CP"),
        (date(2025, 12, 31), "NĐ 118/2025/NĐ-CP (sửa đổi bởi NĐ 367/2025)"),
        (date(2026, 8, 5), "NĐ 118/2025/NĐ-CP (sửa đổi bởi NĐ 367/2025, NĐ 309/2026)"),
    ],
)
def test_a_dossier_keeps_the_version_of_the_decree_it_was_accepted_under(day: date, name: str) -> None:
    assert transition_for(Act.HANDED_OVER, State.ACCEPTED, day, LIVE_ROLES).law.name == name


def test_a_dossier_accepted_before_july_2025_cannot_be_closed_for_want_of_an_answer() -> None:
    with pytest.raises(ActNotAllowed):
        transition_for(Act.CLOSED_UNANSWERED, State.AWAITING_SUPPLEMENT, LAST_OF_61, LIVE_ROLES)


def test_an_act_out_of_place_is_refused_with_the_state_and_what_can_be_done() -> None:
    with pytest.raises(ActNotAllowed) as refused:
        transition_for(Act.RETURNED, State.AWAITING_PAYMENT, FIRST_OF_118, LIVE_ROLES)
    assert refused.value.code == "act_not_allowed"
    assert "chờ thực hiện nghĩa vụ tài chính" in refused.value.message
    assert "xác nhận đã nộp" in refused.value.message


@pytest.mark.parametrize(
    ("act", "state", "role"),
    [
        (Act.STOPPED, State.IN_PROCESS, Role.OFFICER),
        (Act.EXTENDED, State.IN_PROCESS, Role.OFFICER),
        (Act.FINISHED, State.IN_PROCESS, Role.CLERK),
        (Act.SUPPLEMENT_REQUESTED, State.IN_PROCESS, Role.CLERK),
        (Act.RETURNED, State.READY, Role.MONITOR),
        (Act.TAKEN_UP, State.ACCEPTED, Role.PORTAL),
        (Act.WITHDRAWN, State.WITHDRAWAL_ASKED, Role.PORTAL),
    ],
)
def test_a_role_that_may_not_is_refused(act: Act, state: State, role: Role) -> None:
    with pytest.raises(Forbidden) as refused:
        transition_for(act, state, FIRST_OF_118, frozenset({role}))
    assert refused.value.code == "role_not_allowed"


def test_a_portal_brings_what_the_applicant_did_and_nothing_else() -> None:
    acts = {row.act for row in TABLE if Role.PORTAL in row.roles}
    assert acts == {Act.SUPPLEMENT_RECEIVED, Act.PAYMENT_RECEIVED, Act.WITHDRAWAL_ASKED}
