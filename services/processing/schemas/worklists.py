"""Worklists over the wire."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.processing.domain.remaining import Remaining, Urgency
from services.processing.domain.steps import StepKind
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
    remaining: RemainingOut | None = None

    @classmethod
    def of(cls, step: OpenStep, left: Remaining) -> "WorkOut":
        out = cls.model_validate(step)
        return out.model_copy(update={"remaining": RemainingOut.model_validate(left)})


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
    as_of: datetime
