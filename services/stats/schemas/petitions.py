"""Petitions as they come in and as they are told: a reference and acts, no words and no person."""

from datetime import date
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.stats.domain.satisfaction.petition import Deed, Finding, PetitionAct, PetitionKind, PetitionStep
from services.stats.domain.satisfaction.rating import Verdict
from services.stats.queries.satisfaction.petition_counts import PetitionCounts
from services.stats.repository.satisfaction.petitions import Petition
from services.stats.schemas.figures import OfficeOut, PeriodOut
from services.stats.schemas.out import LegalInstant, Out
from services.stats.usecases.satisfaction.enter_petition import NewPetition
from shared.web.fields import At, Code, Day

Reference = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[\x21-\x7e]+$")]
Satisfied = Literal["satisfied", "neutral", "dissatisfied"]
_PETITION: dict[str, Any] = {
    "reference": "PAKN.20261116.004512",
    "kind": "delay",
    "dossier": "H62.19-261102-0007",
    "received_at": "2026-11-16T08:20:00+07:00",
}
_ACT: dict[str, Any] = {"act": "answered", "happened_at": "2026-11-24T15:00:00+07:00", "finding": "upheld"}


class PetitionIn(BaseModel):
    """A petition by the reference of the system that keeps it."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [_PETITION]})

    reference: Reference = Field(description="Số hiệu ở hệ thống giữ nội dung; không ghi tên người")
    kind: PetitionKind
    dossier: Code | None = Field(None, description="Mã hồ sơ bị phản ánh, nếu có")
    office: Code | None = Field(None, description="Đơn vị bị phản ánh; bắt buộc khi chưa biết hồ sơ")
    received_at: At
    answer_by: Day | None = Field(None, description="Hạn trả lời theo luật khác; mặc định 15 ngày làm việc")

    def as_told(self) -> NewPetition:
        return NewPetition(self.reference, self.kind, self.dossier, self.office, self.received_at, self.answer_by)


class PetitionActIn(BaseModel):
    """What happened to it next."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [_ACT]})

    act: PetitionAct
    happened_at: At
    answer_by: Day | None = Field(None, description="Chỉ với completed: hạn trả lời mới")
    verdict: Satisfied | None = Field(None, description="Chỉ với rated")
    finding: Finding | None = Field(None, description="Chỉ với answered: phản ánh đúng, đúng một phần, không đúng")

    def as_deed(self) -> Deed:
        verdict = Verdict[self.verdict.upper()] if self.verdict else None
        return Deed(self.act, self.happened_at, self.answer_by, verdict, self.finding)


class PetitionStepOut(Out):
    """An act, the day on which it was due, and what is due after it."""

    act: PetitionAct
    happened_at: LegalInstant
    due_on: date | None
    is_late: bool
    owes: PetitionAct | None
    owes_by: date | None
    verdict: Satisfied | None
    finding: Finding | None

    @classmethod
    def of(cls, step: PetitionStep) -> Self:
        names = ("act", "happened_at", "due_on", "is_late", "owes", "owes_by", "finding")
        verdict = step.verdict.name.lower() if step.verdict is not None else None
        return cls.model_validate({**{name: getattr(step, name) for name in names}, "verdict": verdict})


class PetitionOut(Out):
    """A petition with its acts."""

    id: UUID
    reference: str
    kind: PetitionKind
    office: str
    dossier: str | None
    received_at: LegalInstant
    acts: list[PetitionStepOut]

    @classmethod
    def of(cls, petition: Petition) -> Self:
        names = ("id", "reference", "kind", "office", "dossier", "received_at")
        acts = [PetitionStepOut.of(step) for step in petition.steps]
        return cls.model_validate({**{name: getattr(petition, name) for name in names}, "acts": acts})


class PetitionFiguresOut(Out):
    """`handled`: received in the period, acted on in it, or owed something when it began."""

    received: int
    handled: int
    in_time: int = Field(description="Không trễ bước nào đến cuối kỳ (tiêu chí 5.2)")
    late: int
    disliked: int
    repeated: int
    content: int = Field(description="Không trễ, không bị chê, không gửi lại (tiêu chí 5.3)")

    @classmethod
    def of(cls, counts: PetitionCounts) -> Self:
        return cls.model_validate(counts)


class PetitionsOut(Out):
    """A page of the petitions that `figures.handled` counts; `by_kind` has those received in the period."""

    office: OfficeOut
    period: PeriodOut
    figures: PetitionFiguresOut
    by_kind: dict[PetitionKind, int]
    items: list[PetitionOut]
    next: str | None


TAKEN: dict[int | str, dict[str, Any]] = {
    200: {
        "model": PetitionOut,
        "description": "Đã ghi từ trước với đúng nội dung này",
        "headers": {"Idempotent-Replay": {"schema": {"type": "string"}}},
    }
}
