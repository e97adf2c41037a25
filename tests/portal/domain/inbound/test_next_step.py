"""What a message does, by where its dossier stands."""

import pytest

from services.portal.domain.inbound.inbound_state import Quarantined, SetAside
from services.portal.domain.inbound.next_step import (
    Standing,
    Step,
    step_for_papers,
    step_for_receipt,
    step_for_withdrawal,
)
from shared.contracts.states import ENDED, OPEN, State

FILINGS = ("filed", "completion_requested", "completed", "accepted", "refused", "withdrawn", "closed")


@pytest.mark.parametrize("state", State)
def test_papers_go_to_a_dossier_only_while_it_waits_for_them(state: State) -> None:
    standing = Standing("accepted", state)
    if state is State.AWAITING_SUPPLEMENT:
        assert step_for_papers(standing, SetAside.DIFFERS) is Step.SUPPLEMENT_RECEIPT
    else:
        with pytest.raises(Quarantined) as aside:
            step_for_papers(standing, SetAside.NOT_ASKED)
        assert aside.value.code == "supplement_not_asked"


@pytest.mark.parametrize("state", FILINGS)
def test_papers_go_to_a_filing_only_after_it_was_sent_back(state: str) -> None:
    if state == "completion_requested":
        assert step_for_papers(Standing(state), SetAside.DIFFERS) is Step.COMPLETE_FILING
    else:
        with pytest.raises(Quarantined):
            step_for_papers(Standing(state), SetAside.DIFFERS)


@pytest.mark.parametrize("state", State)
def test_a_dossier_may_be_asked_back_until_it_is_decided(state: State) -> None:
    standing = Standing("accepted", state)
    if state in {State.WITHDRAWAL_ASKED, State.WITHDRAWN}:
        assert step_for_withdrawal(standing) is None
    elif state in OPEN:
        assert step_for_withdrawal(standing) is Step.WITHDRAWAL_REQUEST
    else:
        assert state in ENDED
        with pytest.raises(Quarantined):
            step_for_withdrawal(standing)


@pytest.mark.parametrize(
    ("state", "step"),
    [
        ("filed", Step.WITHDRAW_FILING),
        ("completion_requested", Step.WITHDRAW_FILING),
        ("completed", Step.WITHDRAW_FILING),
        ("withdrawn", None),
    ],
)
def test_a_filing_is_withdrawn_at_once(state: str, step: Step | None) -> None:
    assert step_for_withdrawal(Standing(state)) is step


@pytest.mark.parametrize("state", ["refused", "closed"])
def test_a_filing_that_has_ended_is_not_withdrawn(state: str) -> None:
    with pytest.raises(Quarantined):
        step_for_withdrawal(Standing(state))


def test_a_voucher_moves_only_a_dossier_that_waits_for_payment() -> None:
    waiting = Standing("accepted", State.AWAITING_PAYMENT)
    assert step_for_receipt(waiting, is_paid=True) is Step.PAYMENT_RECEIPT
    assert step_for_receipt(waiting, is_paid=False) is None
    assert step_for_receipt(Standing("accepted", State.IN_PROCESS), is_paid=True) is None
