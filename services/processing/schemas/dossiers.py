"""A dossier as it is told: what may be done next, its due date, steps and history; and lines of worklists."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.processing.domain.judged import Judged
from services.processing.domain.remaining import Remaining, Urgency
from services.processing.domain.state import ACT_NAMES, NATIONAL_CODES, Act
from services.processing.domain.steps import StepEnd, StepKind
from services.processing.domain.transition import Transition
from services.processing.domain.withheld import Withheld
from services.processing.queries.worklist import WorklistEntry
from services.processing.schemas.acts import SEGMENTS
from services.processing.schemas.risks import RiskOut
from shared.callers import Role
from shared.contracts.processing import Standing
from shared.contracts.states import STATE_NAMES, State
from shared.contracts.terms import CountsBy


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
    details: dict[str, Any]
    due_at: datetime | None = Field(description="Hạn trả từ việc này, nếu việc này đặt hoặc dời hạn")
    due_on: date | None


class CountStepOut(BaseModel):
    """A day of the count."""

    model_config = ConfigDict(from_attributes=True)

    day: date
    verdict: str
    reason: str
    paper: str | None


class DueOut(BaseModel):
    """The lawful due date in force and its story; the national index's reading, which compares instants, beside it."""

    due_at: datetime | None
    due_on: date | None
    index_due_at: datetime | None
    index_due_on: date | None
    explanation: list[CountStepOut]


class RemainingOut(BaseModel):
    """Working days, or working minutes where the limit counts hours (`counts_by`)."""

    model_config = ConfigDict(from_attributes=True)

    urgency: Urgency
    counts_by: CountsBy | None
    left: int | None
    over: int | None


class StepOut(BaseModel):
    """A step on the control slip: how much of its time is left while it is open, and how it came out once done."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    kind: StepKind
    stage: int | None
    name: str
    office: str
    role: Role
    assignee: str | None
    begun_at: datetime
    due_at: datetime | None
    due_on: date | None
    ended_at: datetime | None
    ended_by: str | None
    end: StepEnd | None
    cause: str | None
    judged: Judged | None = None
    remaining: RemainingOut | None = None


class StageToComeOut(BaseModel):
    """A stage of the route that nobody has begun: the plan ahead."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    name: str
    office: str
    role: Role


class WithheldOut(BaseModel):
    """An act that the law knows from here, but not for this caller or not any more."""

    act: Act
    name: str
    why: str = Field(description="Câu cho người tìm việc này")

    @classmethod
    def of(cls, withheld: Withheld) -> "WithheldOut":
        return cls(act=withheld.act, name=ACT_NAMES[withheld.act], why=withheld.why)


class DossierOut(ActedOut):
    """Everything processing knows of a dossier. No personal data but what officials wrote in notes."""

    due: DueOut
    remaining: RemainingOut | None = Field(description="Thời gian còn lại; trống khi hồ sơ đã kết thúc")
    came_out: RemainingOut | None = Field(description="Trước hay quá hạn bao nhiêu lúc kết thúc; trống khi còn mở")
    steps: list[StepOut]
    to_come: list[StageToComeOut] = Field(description="Các bước của quy trình chưa bắt đầu")
    risk: RiskOut | None = Field(description="Nguy cơ trễ; trống khi đã kết thúc, không hạn hoặc đang chờ người nộp")
    history: list[HistoryOut]
    withheld_acts: list[WithheldOut] = Field(description="Việc không dành cho người gọi lúc này, và vì sao")


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
    waiting_since: datetime | None = Field(description="Đồng hồ dừng từ lúc này, chờ người nộp")
    holder_office: str | None = Field(description="Nơi đang giữ: bước đang mở")
    holder_office_name: str | None
    holder: str | None = Field(description="Tài khoản đang giữ bước đó")
    remaining: RemainingOut | None = None

    @classmethod
    def of(cls, entry: WorklistEntry, left: Remaining | None) -> "WorklistEntryOut":
        out = cls.model_validate(entry)
        return out.model_copy(update={"remaining": left and RemainingOut.model_validate(left)})


class WorklistCountsOut(BaseModel):
    """Each count is the length of the list with that filter."""

    total: int
    state: dict[str, int]
    urgency: dict[str, int]
    as_of: datetime


class WorklistOut(BaseModel):
    """A page by due date; `next` is empty on the last. `as_of` is what a batch on this selection sends back."""

    dossiers: list[WorklistEntryOut]
    next: str | None
    as_of: datetime
