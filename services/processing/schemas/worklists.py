"""Worklists over the wire."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.processing.domain.remaining import Remaining, Urgency
from services.processing.domain.steps import StepKind
from services.processing.domain.work_group import WorkGroup
from services.processing.queries.open_steps import OpenStep
from services.processing.schemas.dossiers import RemainingOut
from shared.callers import Role
from shared.contracts.states import State


class WorkOut(BaseModel):
    """An open step with what one must know of its dossier; `version` goes into If-Match."""

    model_config = ConfigDict(from_attributes=True)

    dossier: UUID
    code: str
    version: int
    procedure: str
    state: State
    desk: str
    accepted_at: datetime
    dossier_due_at: datetime | None
    dossier_due_on: date | None
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
    urgency: Urgency
    waits_on: str | None = Field(description="`applicant`, mã đơn vị đang được lấy ý kiến, hoặc trống")
    group: WorkGroup = Field(description="Nhóm việc: quá hạn, hôm nay, 1–2 ngày, sau, đang chờ người khác")
    is_last: bool = Field(description="Bước cuối của quy trình: xong bước là có kết quả")
    assignee_name: str | None
    from_whom: str | None = Field(description="Tài khoản đã chuyển đến: người làm việc gần nhất, không phải người giữ")
    from_name: str | None
    note: str | None = Field(description="Ghi chú của người đó")
    remaining: RemainingOut | None = None
    dossier_remaining: RemainingOut | None = Field(None, description="Thời gian còn lại của cả hồ sơ")

    @classmethod
    def of(cls, step: OpenStep, left: Remaining, of_dossier: Remaining) -> "WorkOut":
        out = cls.model_validate(step)
        told = {"remaining": left, "dossier_remaining": of_dossier}
        return out.model_copy(update={name: RemainingOut.model_validate(each) for name, each in told.items()})


class WorksOut(BaseModel):
    """A page, earliest due first; `next` is empty on the last."""

    steps: list[WorkOut]
    next: str | None
    as_of: datetime


class CountsOut(BaseModel):
    """Each count is the length of the list with that filter. `assignee` empty: nobody has it."""

    total: int
    urgency: dict[str, int]
    stage: dict[str, int]
    state: dict[str, int]
    waits_on: dict[str, int]
    assignee: dict[str, int]
    group: dict[WorkGroup, int]
    as_of: datetime
