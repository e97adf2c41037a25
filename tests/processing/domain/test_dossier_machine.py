"""Random legal and illegal acts against the aggregate: what must hold whatever happens."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.processing.domain.deadline import index_due
from services.processing.domain.dossier import Dossier
from services.processing.domain.state import WAITING, Act
from services.processing.domain.status import allowed_transitions
from services.processing.domain.succession import Succession, transfer
from shared.contracts.states import OPEN, State
from shared.contracts.terms import Outcome
from shared.errors import Refusal
from shared.worktime import Term, Unit, legal_day
from tests.processing.made_up import EVERYONE, TIME, a_dossier, do

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


class ADossier(RuleBasedStateMachine):
    """Time goes on, people act, in and out of order."""

    dossier: Dossier
    now: datetime

    @initialize(term=TERMS, is_new_law=st.booleans())
    def accept(self, term: Term | None, is_new_law: bool) -> None:
        self.dossier = a_dossier("2025-08-11 09:00" if is_new_law else "2024-08-12 14:00", term)
        self.now = self.dossier.matter.accepted_at
        self.states = [self.dossier.state]

    @rule(minutes=st.integers(0, 60 * 24 * 12))
    def time_goes_on(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(act=st.sampled_from([act for act in Act if act is not Act.OPENED]), promise=st.integers(-3, 30))
    def someone_acts(self, act: Act, promise: int) -> None:
        before = self.dossier
        promised_on = (before.due.due_on if before.due else date(2025, 9, 1)) + timedelta(days=promise)
        known = {row.act for row in allowed_transitions(before.state, before.matter.accepted_on, EVERYONE)}
        try:
            after = do(before, act, self.now, promised_on=promised_on).dossier
        except Refusal as refusal:
            assert (act in known) is (refusal.code != "act_not_allowed")
            return
        assert act in known
        assert after.version == before.version + 1
        assert after.dues[: len(before.dues)] == before.dues
        assert len(after.dues) - len(before.dues) in (0, 1)
        self.dossier = after
        self.states.append(after.state)

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
        assert replace(after, matter=before.matter, version=before.version, moves=before.moves) == before

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
            assert self.states[-2] in {State.READY, State.REFUSED}
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
        assert self.dossier.supplement_requests <= 1
        assert len(self.dossier.letters) <= 1


def after_midnight(succession: Succession, dossier: Dossier) -> datetime:
    return max(succession.at, dossier.matter.accepted_at, *(move.from_at for move in dossier.moves))


ADossier.TestCase.settings = settings(max_examples=150, stateful_step_count=25, deadline=None)
TestADossier = ADossier.TestCase
