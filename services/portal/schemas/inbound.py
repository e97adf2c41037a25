"""What a portal handed us, over the wire: how far it is, never what it says."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.portal.domain.inbound.inbound_state import SET_ASIDE_NAMES, InboundState
from services.portal.domain.inbound.messages import InboundKind
from services.portal.usecases.decide_inbound import InboundDecision
from shared.web.fields import Code, Text


class KeptFileOut(BaseModel):
    """A file that lies here still, by its number in the message."""

    number: int
    component: str
    reason: str


class InboundLineOut(BaseModel):
    """A message. `reason` is a stable code (ours, or of the service that refused), `about` names fields or codes."""

    id: UUID
    connection: str
    kind: InboundKind | None
    portal_code: str | None
    round: Annotated[int | None, Field(description="Lần thứ mấy của cùng mã hồ sơ; 1 là lần nộp đầu")]
    state: InboundState
    reason: str | None
    reason_name: str | None
    about: str | None
    desk: Annotated[str | None, Field(description="Nơi tiếp nhận do người vận hành chỉ định")]
    filing: UUID | None
    dossier: UUID | None
    step: Annotated[str | None, Field(description="Việc đã làm với hồ sơ")]
    files: int | None
    kept: list[KeptFileOut]
    notice: str | None
    amount: int | None
    received: Annotated[int, Field(description="Số lần Cổng đã gửi đúng nội dung này")]
    tries: int
    received_at: datetime
    next_at: datetime
    settled_at: datetime | None
    is_kept: Annotated[bool, Field(description="Nội dung gốc (mã hóa) còn lưu ở đây")]

    @classmethod
    def of(cls, row: dict[str, Any]) -> Self:
        result = row["result"]
        told = {name: result.get(name) for name in ("step", "files", "notice", "amount")}
        name = SET_ASIDE_NAMES.get(row["reason"] or "", row["reason"])
        return cls(**row, **told, kept=result.get("kept", []), reason_name=name)


class InboundListOut(BaseModel):
    """A page of messages."""

    items: list[InboundLineOut]
    next: str | None


class InboundActOut(BaseModel):
    """What a person decided."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    act: str
    desk: str | None
    reason: str
    actor: str
    at: datetime


class InboundOut(InboundLineOut):
    """A message with what people decided about it."""

    acts: list[InboundActOut]


class InboundCountOut(BaseModel):
    """Messages of one portal that stand alike."""

    connection: str
    state: InboundState
    kind: InboundKind | None
    reason: str | None
    messages: int
    oldest: datetime


class InboundDecisionIn(BaseModel):
    """`desk` sends a dossier whose agency nobody mapped to that desk."""

    model_config = ConfigDict(extra="forbid")

    decision: InboundDecision
    desk: Code | None = None
    reason: Text
