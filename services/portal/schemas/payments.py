"""Payments over the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

MOST = 10**12


class PaymentIn(BaseModel):
    """Without `amount` (đồng): all fees of the dossier that are owed. With it: what an official found to be due."""

    model_config = ConfigDict(extra="forbid")

    dossier: UUID
    amount: Annotated[int, Field(ge=1, lt=MOST, strict=True)] | None = None


class StartedOut(BaseModel):
    """Where to send the citizen; what comes of it is told by GET /payments."""

    reference: str
    amount: int
    address: Annotated[str | None, Field(description="Trang thanh toán của nền tảng")]


class PaymentOut(BaseModel):
    """One attempt. `apply_trouble`: paid, but intake or processing did not take it; a person must see to it."""

    reference: str
    amount: int
    is_of_fees: bool
    state: Annotated[str, Field(description="started, paid, failed, unknown")]
    transaction: str | None
    address: str | None
    started_by: str
    started_at: datetime
    paid_at: datetime | None
    applied_at: datetime | None
    apply_trouble: str | None


class PaymentsOut(BaseModel):
    """Newest first."""

    items: list[PaymentOut]
