"""What is done with a message, by where the dossier stands that it is about: THE rule of rounds."""

from dataclasses import dataclass
from enum import StrEnum

from services.portal.domain.inbound.inbound_state import Quarantined, SetAside
from shared.contracts.states import OPEN, State

_SENT_BACK = "completion_requested"
_ASKED = frozenset({State.WITHDRAWAL_ASKED, State.WITHDRAWN})
_OPEN_FILINGS = frozenset({"filed", _SENT_BACK, "completed"})


class Step(StrEnum):
    """An act at intake (of a filing) or at processing (of a dossier)."""

    COMPLETE_FILING = "complete"
    WITHDRAW_FILING = "withdraw"
    SUPPLEMENT_RECEIPT = "supplement-receipt"
    WITHDRAWAL_REQUEST = "withdrawal-request"
    PAYMENT_RECEIPT = "payment-receipt"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where it stands: as a filing, or once it was accepted as a dossier."""

    filing: str | None = None
    dossier: State | None = None


def step_for_papers(standing: Standing, otherwise: SetAside) -> Step:
    """New papers are a new round where somebody asked for them; otherwise a person must look."""
    if standing.dossier is State.AWAITING_SUPPLEMENT:
        return Step.SUPPLEMENT_RECEIPT
    if standing.dossier is None and standing.filing == _SENT_BACK:
        return Step.COMPLETE_FILING
    raise Quarantined(otherwise)


def step_for_withdrawal(standing: Standing) -> Step | None:
    """Until a decision is issued (NĐ 118/2025 art. 21); None where it was asked for before."""
    if standing.dossier in _ASKED or (standing.dossier is None and standing.filing == "withdrawn"):
        return None
    if standing.dossier in OPEN:
        return Step.WITHDRAWAL_REQUEST
    if standing.dossier is None and standing.filing in _OPEN_FILINGS:
        return Step.WITHDRAW_FILING
    raise Quarantined(SetAside.ENDED)


def step_for_receipt(standing: Standing, *, is_paid: bool) -> Step | None:
    """A voucher moves only a dossier that waits for it; elsewhere it is kept and shown."""
    return Step.PAYMENT_RECEIPT if is_paid and standing.dossier is State.AWAITING_PAYMENT else None
