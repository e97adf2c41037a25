"""Random legal and illegal acts against the aggregate: what must hold whatever happens."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.processing.domain.deadline import index_due
from services.processing.domain.dossier import Dossier
from services.processing.domain.remaining import remaining_of, remaining_of_step
from services.processing.domain.route import AGENCY, DESK, Effect, Route, Stage
from services.processing.domain.state import AT_WORK, WAITING, Act
from services.processing.domain.status import allowed_transitions
from services.processing.domain.steps import StepEnd, StepKind, ready_stages
from services.processing.domain.succession import Succession, transfer
from shared.callers import Role
from shared.contracts.states import OPEN, State
from shared.contracts.terms import Outcome
from shared.errors import Refusal
from shared.ids import new_id
from shared.worktime import Term, Unit, legal_day
from tests.processing.made_up import EVERYONE, ROUTE, TIME, a_dossier, do

TERMS = st.sampled_from(
    [
        None,
        Term(Unit.WORKING_DAY, 3),
        Term(Unit.WORKING_DAY, 15),
        Term(Unit.DAY, 10),
        Term(Unit.MONTH, 1),
        Term(Unit.WORKING_HOUR, 8),
        Term(Unit.HALF_DAY, 1),
        Term(Unit.SAME_DAY, 0),
    ]
)

BRANCHED = Route(
    new_id(),
    (
        Stage(1, "Tiếp nhận", DESK, Role.CLERK, Term(Unit.WORKING_HOUR, 2)),
        Stage(2, "Thẩm định", AGENCY, Role.OFFICER, Term(Unit.WORKING_DAY, 2), frozenset({1}), is_lead=True),
        Stage(3, "Phối hợp", "H62.20", Role.OFFICER, Term(Unit.DAY, 2), frozenset({1})),
        Stage(4, "Ký", AGENCY, Role.LEADER, None, frozenset({2, 3})),
    ),
    on_supplement=Effect.PAUSES,
    on_payment=Effect.RUNS,
)
SAID = st.fixed_dictionaries(
    {
        "promised_on": st.integers(-3, 30),
        "until_at": st.integers(-2, 200),
        "step": st.none() | st.integers(1, 8),
        "to_stage": st.integers(1, 4),
        "office": st.just("H62.20"),
        "assignee": st.sampled_from([None, "canbo.a", "canbo.b"]),
        "reason_code": st.sampled_from([None, "staff"]),
    }
)


class ADossier(RuleBasedStateMachine):
    """Time goes on, people act, in and out of order."""

    dossier: Dossier
    now: datetime

    @initialize(term=TERMS, is_new_law=st.booleans(), route=st.sampled_from([None, ROUTE, BRANCHED]))
    def accept(self, term: Term | None, is_new_law: bool, route: Route | None) -> None:
        self.dossier = a_dossier("2025-08-11 09:00" if is_new_law else "2024-08-12 14:00", term, route=route)
        self.now = self.dossier.matter.accepted_at
        self.states = [self.dossier.state]

    @rule(minutes=st.integers(0, 60 * 24 * 12))
    def time_goes_on(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(act=st.sampled_from([act for act in Act if act not in {Act.OPENED, Act.UNDONE}]), said=SAID)
    def someone_acts(self, act: Act, said: dict[str, Any]) -> None:
        before = self.dossier
        due_on = before.due.due_on if before.due else date(2025, 9, 1)
        said = {
            **said,
            "promised_on": due_on + timedelta(days=said["promised_on"]),
            "until_at": self.now + timedelta(hours=said["until_at"]),
        }
        known = {row.act for row in allowed_transitions(before.state, before.matter.accepted_on, EVERYONE)}
        try:
            after = do(before, act, self.now, **said).dossier
        except Refusal as refusal:
            assert (act in known) is (refusal.code != "act_not_allowed")
            return
        assert act in known
        assert after.version == before.version + 1
        assert after.dues[: len(before.dues)] == before.dues
        assert len(after.dues) - len(before.dues) in (0, 1)
        assert [s.number for s in after.steps][: len(before.steps)] == [s.number for s in before.steps]
        assert after.before is not None
        assert after.before.dossier == replace(before, before=None)
        self.dossier = after
        self.states.append(after.state)

    @rule()
    def someone_undoes_the_last_act(self) -> None:
        """Once; everything is as it was but for the version."""
        before = self.dossier
        try:
            after = do(before, Act.UNDONE, self.now).dossier
        except Refusal as refusal:
            assert refusal.code == "nothing_to_undo"
            assert before.before is None
            return
        assert before.before is not None
        assert after == replace(before.before.dossier, version=before.version + 1)
        self.dossier = after
        self.states.pop()

    @rule()
    def the_office_ends(self) -> None:
        """Midnight of today or, where it was accepted later, that moment; what had ended before stays."""
        before = self.dossier
        succession = Succession(before.matter.office, f"{before.matter.office}.1", legal_day(self.now))
        for acted in transfer(before, {succession.office: succession}):
            self.dossier = acted.dossier
        after = self.dossier
        is_over = before.ended_at is not None and before.ended_at < after_midnight(succession, before)
        assert (after is before) is is_over
        assert after.matter.office == (before.matter.office if is_over else succession.successor)
        same = {"matter": before.matter, "version": before.version, "moves": before.moves, "steps": before.steps}
        assert replace(after, **same, before=before.before) == before
        self.must_follow(before, after)

    def must_follow(self, before: Dossier, after: Dossier) -> None:
        """Open steps of the ended office go where the dossier goes."""
        for was, is_now in zip(before.steps, after.steps, strict=True):
            moved = was.is_open and was.office == before.matter.office
            assert is_now == (replace(was, office=after.matter.office) if moved else was)

    @invariant()
    def steps_are_never_due_after_their_dossier(self) -> None:
        due = self.dossier.due
        for step in self.dossier.steps:
            if due and step.is_open and step.kind is StepKind.STAGE:
                assert step.due_at is not None
                assert step.due_at <= due.due_at

    @invariant()
    def steps_are_numbered_in_order_and_end_when_the_dossier_does(self) -> None:
        d = self.dossier
        numbers = [step.number for step in d.steps]
        assert numbers == sorted(set(numbers))
        if not d.is_open:
            assert {step.kind for step in d.steps if step.is_open} <= {StepKind.CORRECTION}
        elif d.route and d.state in AT_WORK:
            assert any(s.is_open for s in d.steps) or not ready_stages(d.route, d.steps)

    @invariant()
    def a_stage_is_never_open_twice_nor_before_its_turn(self) -> None:
        route, steps = self.dossier.route, self.dossier.steps
        open_stages = [s.stage for s in steps if s.is_open and s.stage]
        assert len(open_stages) == len(set(open_stages))
        done = {s.stage for s in steps if s.end is StepEnd.DONE}
        assert all(route and route.stages[number - 1].after <= done for number in open_stages)

    @invariant()
    def time_left_is_never_negative(self) -> None:
        d = self.dossier
        for told in (remaining_of(d, self.now, TIME), *(remaining_of_step(d, s, self.now, TIME) for s in d.steps)):
            if told and told.left is not None and told.over is not None:
                assert min(told.left, told.over) == 0
                assert max(told.left, told.over) >= 0

    @invariant()
    def moves_lead_from_office_to_office_in_order_of_time(self) -> None:
        moves = self.dossier.moves
        assert [m.from_at for m in moves] == sorted(m.from_at for m in moves)
        assert [m.office_from for m in moves[1:]] == [m.office_to for m in moves[:-1]]
        if moves:
            assert moves[-1].office_to == self.dossier.matter.office

    @invariant()
    def what_is_returned_was_decided_before(self) -> None:
        if State.RETURNED in self.states:
            before = self.states[self.states.index(State.RETURNED) - 1]
            assert before in {State.READY, State.REFUSED}
            assert self.dossier.outcome in {Outcome.RESULT, Outcome.REFUSAL}

    @invariant()
    def times_are_in_order(self) -> None:
        d = self.dossier
        times = [t for t in (d.matter.accepted_at, d.ended_at, d.returned_at) if t]
        assert times == sorted(times)
        assert d.last_act_at <= self.now

    @invariant()
    def open_means_no_end_and_waiting_means_one_open_wait(self) -> None:
        d = self.dossier
        assert (d.state in OPEN) is (d.ended_at is None) is (d.outcome is None)
        if d.state in WAITING:
            assert d.open_wait is not None
        elif d.state is not State.WITHDRAWAL_ASKED:
            assert d.open_wait is None
        assert all(wait.until_at for wait in d.waits[:-1])

    @invariant()
    def waiting_never_brings_the_due_date_nearer(self) -> None:
        due_ats = [due.due_at for due in self.dossier.dues]
        assert due_ats == sorted(set(due_ats))

    @invariant()
    def the_index_never_gives_more_time_than_the_law(self) -> None:
        d = self.dossier
        if d.matter.term and d.due and not d.open_wait and d.is_open:
            assert index_due(d.matter.term, d.matter.accepted_at, d.waits, TIME).due_at <= d.due.due_at

    @invariant()
    def once_is_once(self) -> None:
        assert self.dossier.supplement_requests <= 1  # nobody here names a law that would allow a second
        assert len(self.dossier.letters) <= 1


def after_midnight(succession: Succession, dossier: Dossier) -> datetime:
    return max(succession.at, dossier.matter.accepted_at, *(move.from_at for move in dossier.moves))


ADossier.TestCase.settings = settings(max_examples=150, stateful_step_count=25, deadline=None)
TestADossier = ADossier.TestCase
