"""Who had what how long, over the wire."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.processing.domain.dossier import Dossier
from services.processing.domain.holdings import Held, Holding, by_office, by_person, ran_side_by_side
from services.processing.domain.judged import Judged
from services.processing.domain.steps import StepEnd, StepKind


class HoldingOut(BaseModel):
    """One step. Minutes are working minutes of the desk; net is without waits for the applicant."""

    number: int
    kind: StepKind
    name: str
    office: str
    holder: str | None
    begun_at: datetime
    ended_at: datetime | None
    end: StepEnd | None
    elapsed_minutes: int = Field(description="Phút theo đồng hồ")
    gross_minutes: int = Field(description="Phút làm việc")
    net_minutes: int = Field(description="Phút làm việc, trừ thời gian chờ người nộp")
    outcome: Judged | None
    cause: str | None

    @classmethod
    def of(cls, held: Holding) -> "HoldingOut":
        step = held.step
        return cls(
            number=step.number,
            kind=step.kind,
            name=step.name,
            office=step.office,
            holder=held.holder,
            begun_at=step.begun_at,
            ended_at=step.ended_at,
            end=step.end,
            elapsed_minutes=held.elapsed_minutes,
            gross_minutes=held.gross_minutes,
            net_minutes=held.net_minutes,
            outcome=held.outcome,
            cause=step.cause,
        )


class HeldOut(BaseModel):
    """Everything that one office or person had, or the whole dossier."""

    holder: str
    steps: int
    elapsed_minutes: int
    gross_minutes: int
    net_minutes: int

    @classmethod
    def of(cls, held: Held) -> "HeldOut":
        return cls(**{name: getattr(held, name) for name in cls.model_fields})


class HoldingsOut(BaseModel):
    """Steps oldest first, then summed. Where stages ran `side_by_side`, their sum is more than the dossier took.

    It is less where nobody had it between the last stage and the result.
    """

    steps: list[HoldingOut]
    offices: list[HeldOut]
    persons: list[HeldOut] = Field(description="Việc chưa có người nhận không tính cho ai")
    dossier: HeldOut = Field(description="Từ khi tiếp nhận đến khi có kết quả, hoặc đến lúc này")
    side_by_side: bool = Field(description="Có bước làm song song: cộng các bước lớn hơn thời gian của hồ sơ")

    @classmethod
    def of(cls, dossier: Dossier, held: Sequence[Holding], all_of_it: Held) -> "HoldingsOut":
        return cls(
            steps=[HoldingOut.of(each) for each in held],
            offices=[HeldOut.of(each) for each in by_office(held)],
            persons=[HeldOut.of(each) for each in by_person(held)],
            dossier=HeldOut.of(all_of_it),
            side_by_side=ran_side_by_side(dossier),
        )


class ShareOut(BaseModel):
    """Ended steps under one key; `ended` = early + on_time + late + unclassed. `steps` opens just these."""

    model_config = ConfigDict(from_attributes=True)

    key: str
    ended: int
    early: int
    on_time: int
    late: int
    unclassed: int
    late_without_cause: int
    median_hours: float = Field(description="Giờ theo đồng hồ, trung vị")
    p90_hours: float = Field(description="Giờ theo đồng hồ, phân vị 90")
    net_median_hours: float = Field(description="Trừ thời gian chờ người nộp, trung vị")
    net_p90_hours: float = Field(description="Trừ thời gian chờ người nộp, phân vị 90")
    steps: str = ""


class SharesOut(BaseModel):
    """Shares of a period, most that is late first; `next` is empty on the last page."""

    shares: list[ShareOut]
    next: str | None


class EndedStepOut(BaseModel):
    """A step that a share counted."""

    model_config = ConfigDict(from_attributes=True)

    dossier: UUID
    number: int
    code: str
    name: str
    office: str
    procedure: str
    ended_by: str
    begun_at: datetime
    due_at: datetime | None
    due_on: date | None
    ended_at: datetime
    outcome: str
    cause: str | None


class EndedStepsOut(BaseModel):
    """A page; `next` is empty on the last."""

    steps: list[EndedStepOut]
    next: str | None
