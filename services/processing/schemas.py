"""What goes in and out over HTTP."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.processing.domain.state import ACT_NAMES, NATIONAL_CODES, Act
from services.processing.domain.status import Transition
from shared.contracts.processing import Standing
from shared.contracts.states import STATE_NAMES, State
from shared.web.fields import Code, Day, LongText

# The address of each live act under /dossiers/{dossier}.
SEGMENTS: Mapping[Act, str] = {
    Act.HANDED_OVER: "hand-over",
    Act.TAKEN_UP: "take-up",
    Act.SUPPLEMENT_REQUESTED: "supplement-request",
    Act.SUPPLEMENT_RECEIVED: "supplement-receipt",
    Act.PAYMENT_REQUESTED: "payment-request",
    Act.PAYMENT_RECEIVED: "payment-receipt",
    Act.EXTENDED: "extension",
    Act.FINISHED: "finish",
    Act.REFUSED: "refuse",
    Act.RETURNED: "return",
    Act.WITHDRAWAL_ASKED: "withdrawal-request",
    Act.WITHDRAWN: "withdrawal",
    Act.STOPPED: "stop",
    Act.CLOSED_UNANSWERED: "closing",
}


class ActIn(BaseModel):
    """Why the act is done. What is written in `note` stays in this service."""

    model_config = ConfigDict(extra="forbid")

    reason_code: Code | None = Field(None, description="Mã lý do")
    note: Annotated[LongText, Field(min_length=1)] | None = Field(None, description="Lý do, nội dung bằng lời")


class ReturnIn(ActIn):
    """A return with the way the result was handed over."""

    way: Literal["counter", "post", "electronic"] = Field("counter", description="Cách trả kết quả")


class ExtensionIn(ActIn):
    """The letter of apology with the new appointment."""

    promised_on: Day = Field(description="Ngày hẹn lại, sau hạn trả hiện tại")


class AllowedAct(BaseModel):
    """An act that this caller may do now."""

    act: Act
    name: str
    href: str
    basis: str
    form: str | None
    limits: list[str]

    @classmethod
    def of(cls, row: Transition, dossier: str) -> "AllowedAct":
        return cls(
            act=row.act,
            name=ACT_NAMES[row.act],
            href=f"/dossiers/{dossier}/{SEGMENTS[row.act]}",
            basis=row.basis,
            form=row.form,
            limits=sorted(row.limits),
        )


class ActedOut(BaseModel):
    """A dossier as it stands; `version` is also the ETag and goes into If-Match of the next act."""

    id: UUID
    code: str
    version: int
    state: State
    state_name: str
    national_code: int = Field(description="Mã trạng thái quốc gia, 1–10")
    standing: Standing
    allowed_acts: list[AllowedAct]
    warnings: list[str] = Field(description="Mã cảnh báo: giới hạn mềm của luật bị vượt")

    @classmethod
    def of(cls, standing: Standing, rows: Sequence[Transition], warnings: Sequence[str] = ()) -> "ActedOut":
        state = State(standing.state)
        return cls(
            id=UUID(standing.dossier),
            code=standing.code,
            version=standing.version,
            state=state,
            state_name=STATE_NAMES[state],
            national_code=NATIONAL_CODES[state],
            standing=standing,
            allowed_acts=[AllowedAct.of(row, standing.dossier) for row in rows],
            warnings=list(warnings),
        )


class HistoryOut(BaseModel):
    """One act. `happened_at` and `recorded_at` differ where a register was entered later."""

    model_config = ConfigDict(from_attributes=True)

    version: int
    act: Act
    from_state: State | None
    to_state: State
    actor: str
    happened_at: datetime
    recorded_at: datetime
    reason_code: str | None
    note: str | None
    evidence: str | None
    warnings: list[str]


class StepOut(BaseModel):
    """A day of the count."""

    model_config = ConfigDict(from_attributes=True)

    day: date
    verdict: str
    reason: str
    paper: str | None


class DueOut(BaseModel):
    """The lawful due date in force and its story; `index_due_on` is the national index's reading, beside it."""

    due_at: datetime | None
    due_on: date | None
    index_due_on: date | None
    explanation: list[StepOut]


class DossierOut(ActedOut):
    """Everything processing knows of a dossier. No personal data but what officials wrote in notes."""

    due: DueOut
    history: list[HistoryOut]


class WorklistEntryOut(BaseModel):
    """One line of a worklist."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    code: str
    office: str
    desk: str
    procedure: str
    field: str
    channel: str
    origin: str
    state: State
    version: int
    accepted_at: datetime
    due_at: datetime | None
    due_on: date | None
    ended_at: datetime | None


class WorklistOut(BaseModel):
    """A page by due date; `next` is empty on the last."""

    dossiers: list[WorklistEntryOut]
    next: str | None
