"""What is written down when a dossier is received at the counter, before it has its code."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.intake.domain.applicant import Applicant
from shared.contracts.terms import Channel, CountsBy, Level
from shared.worktime import Term


class PaperForm(StrEnum):
    """How a paper was handed in (form 01)."""

    ORIGINAL = "original"
    COPY = "copy"
    ELECTRONIC = "electronic"


@dataclass(frozen=True, slots=True)
class Paper:
    """One line of the receipt's list."""

    name: str
    form: PaperForm
    quantity: int

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "form": self.form.value, "quantity": self.quantity}


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
    summary: str | None
    papers: tuple[Paper, ...]
    sets: int
    received_by: str


@dataclass(frozen=True, slots=True)
class IdempotencyKey:
    """What makes a repeat of the same request recognisable: the caller's key and a digest of the body."""

    subject: str
    key: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class Numbered:
    """A receipt that has its code; a replay is the answer to a repeat."""

    id: UUID
    code: str
    is_replay: bool = False
