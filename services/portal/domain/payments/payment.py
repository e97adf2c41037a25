"""A payment online: what it is of, how far it is, when its platform is asked again, and what may be believed of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from shared.errors import Conflict

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
ASKED_FOR = timedelta(days=1)


class PaymentState(StrEnum):
    """`unknown`: after a day neither paid nor refused. A call-back that comes later still counts."""

    STARTED = "started"
    PAID = "paid"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Payment:
    """In đồng. `is_of_fees`: of all fees that were owed; else of an amount that an official named (a tax)."""

    reference: str
    dossier: UUID
    connection: str
    amount: int
    is_of_fees: bool
    state: PaymentState
    transaction: str | None
    address: str | None
    started_at: datetime
    asks: int


class Outcome(StrEnum):
    """What a platform says of a payment."""

    PAID = "paid"
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Told:
    """What a platform told of a payment, proved to be its own words. `amount` is None where it named none."""

    reference: str
    outcome: Outcome
    code: str
    amount: int | None
    transaction: str


def state_after(payment: Payment, told: Told) -> PaymentState:
    """Told again, it stays as it is; what is paid stays paid. Refuses `amount_differs`, `paid_otherwise`."""
    if told.outcome is Outcome.PAID:
        if told.amount != payment.amount:
            raise Conflict("amount_differs", "Số tiền không khớp với giao dịch đã lập")
        if payment.state is PaymentState.PAID and told.transaction != payment.transaction:
            raise Conflict("paid_otherwise", "Giao dịch đã được thanh toán với mã khác")
        return PaymentState.PAID
    if told.outcome is Outcome.FAILED and payment.state is not PaymentState.PAID:
        return PaymentState.FAILED
    return payment.state


def next_ask(payment: Payment, now: datetime) -> datetime | None:
    """After 1, 2, 4 … 60 minutes; None once a day is over."""
    at = now + min(FIRST_WAIT * 2 ** min(payment.asks, 10), LONGEST_WAIT)
    return at if at < payment.started_at + ASKED_FOR else None
