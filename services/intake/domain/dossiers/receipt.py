"""What is written down when a dossier is received at the counter, before it has its code."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.intake.domain.dossiers.applicant import Applicant, Proxy
from services.intake.domain.dossiers.similar import Warned
from shared.contracts.terms import Channel, CountsBy, Level
from shared.notify.message import Medium
from shared.worktime import Term


class PaperForm(StrEnum):
    """How a paper was handed in (form 01)."""

    ORIGINAL = "original"
    COPY = "copy"
    ELECTRONIC = "electronic"


@dataclass(frozen=True, slots=True)
class Paper:
    """One line of the receipt's list.

    `number` is the paper's number in the procedure's list, `scan` the SHA-256 of its file, `is_reused` marks what came
    from data already digitised (index item 4.3).
    """

    name: str
    form: PaperForm
    quantity: int
    number: int | None = None
    scan: str | None = None
    is_reused: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "form": self.form.value,
            "quantity": self.quantity,
            "number": self.number,
            "scan": self.scan,
            "is_reused": self.is_reused,
        }


class PaidBy(StrEnum):
    """How a fee reached the desk."""

    CASH = "cash"
    TRANSFER = "transfer"
    ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee in đồng; `paid_by` is empty while it is owed."""

    name: str
    amount: int
    paid_by: PaidBy | None = None

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "amount": self.amount, "paid_by": self.paid_by}


def fee_of(stored: Mapping[str, Any]) -> Fee:
    """The reverse of `Fee.as_json`."""
    return Fee(stored["name"], stored["amount"], PaidBy(stored["paid_by"]) if stored["paid_by"] else None)


class ReturnWay(StrEnum):
    """How the result goes to the applicant."""

    DESK = "desk"
    POST = "post"
    ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Return:
    """Way and, for the post, address of the result."""

    way: ReturnWay = ReturnWay.DESK
    address: str | None = None


AT_THE_DESK = Return()


@dataclass(frozen=True, slots=True)
class Receipt:
    """A dossier at the moment of acceptance. `code_prefix` and `accepted_on` decide the code that it will get."""

    id: UUID
    code_prefix: str
    accepted_on: date
    accepted_at: datetime
    office: str
    desk: str
    procedure: str
    procedure_version: int
    procedure_name: str
    field: str
    level: Level
    channel: Channel
    term: Term | None
    counts_by: CountsBy
    due_at: datetime | None
    due_on: date | None
    applicant: Applicant
    proxy: Proxy | None
    summary: str | None
    case: str | None
    papers: tuple[Paper, ...]
    sets: int
    fees: tuple[Fee, ...]
    result: Return
    is_settled_at_once: bool
    filing: UUID | None
    received_by: str
    warnings: tuple[Warned, ...] = ()
    notify_by: tuple[Medium, ...] = ()


@dataclass(frozen=True, slots=True)
class IdempotencyKey:
    """What makes a repeat of the same request recognisable: the caller's key and the body's keyed digests.

    The first digest is the one that is kept; the others are under keys that a rotation is about to take off the ring.
    """

    subject: str
    key: str
    digests: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A receipt that has its code; a replay is the answer to a repeat."""

    id: UUID
    code: str
    is_replay: bool = False
