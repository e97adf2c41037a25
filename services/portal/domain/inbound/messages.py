"""The messages of a portal, as we understand them. They name people: they lie sealed, and go on to intake alone."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any


class InboundKind(StrEnum):
    """What a portal may hand us."""

    DOSSIER = "dossier"
    SUPPLEMENT = "supplement"
    WITHDRAWAL = "withdrawal"
    TAX_NOTICE = "tax_notice"
    TAX_RECEIPT = "tax_receipt"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose dossier it is. `kind` is one of intake's; `tech_id` is the account at the portal."""

    name: str
    kind: str
    number: str | None
    phone: str | None
    email: str | None
    address: str | None
    tech_id: str | None


@dataclass(frozen=True, slots=True)
class Bringer:
    """Who files for the owner."""

    name: str
    number: str | None


@dataclass(frozen=True, slots=True)
class SentFile:
    """A paper with its bytes, or with the address at which it waits. `component` is the portal's code of the paper."""

    name: str
    component: str
    content: bytes | None
    address: str | None
    is_from_store: bool


@dataclass(frozen=True, slots=True)
class SentFee:
    """In đồng."""

    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class SentDossier:
    """Filed at the portal. `form_data` is the electronic form as the portal wrote it."""

    code: str
    procedure: str
    agency: str
    filed_at: datetime
    owner: Owner
    bringer: Bringer | None
    is_by_post: bool
    form_data: str
    files: tuple[SentFile, ...]
    fees: tuple[SentFee, ...]


@dataclass(frozen=True, slots=True)
class SentSupplement:
    """What the applicant brings after he was asked."""

    code: str
    brought_at: datetime
    note: str
    files: tuple[SentFile, ...]


@dataclass(frozen=True, slots=True)
class SentWithdrawal:
    """The applicant wants the dossier back."""

    code: str
    asked_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class SentTaxNotice:
    """A notice of land tax; `document` is its XML."""

    code: str
    number: str
    amount: int | None
    document: bytes


@dataclass(frozen=True, slots=True)
class SentTaxReceipt:
    """A voucher of land tax. `address` is where the portal keeps the document."""

    code: str
    notice: str
    amount: int
    paid_at: datetime | None
    is_paid: bool
    address: str


Message = SentDossier | SentSupplement | SentWithdrawal | SentTaxNotice | SentTaxReceipt

ROUNDS = frozenset({InboundKind.DOSSIER, InboundKind.SUPPLEMENT})  # what brings papers
KIND_OF: Mapping[type, InboundKind] = {
    SentDossier: InboundKind.DOSSIER,
    SentSupplement: InboundKind.SUPPLEMENT,
    SentWithdrawal: InboundKind.WITHDRAWAL,
    SentTaxNotice: InboundKind.TAX_NOTICE,
    SentTaxReceipt: InboundKind.TAX_RECEIPT,
}


def canonical(message: Message) -> bytes:
    """Equal for equal messages, however they were written; of a file only its digest."""
    return json.dumps(_plain(message), ensure_ascii=False, sort_keys=True).encode()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, bytes):
        return sha256(value).hexdigest()
    return value.isoformat() if isinstance(value, datetime) else value
