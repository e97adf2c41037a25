"""Warnings over the wire."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.processing.domain.warnings.kinds import Kind
from shared.callers import Role
from shared.contracts.states import State


class RaisedOut(BaseModel):
    """A warning that a dossier had; open while `quietened_at` is empty."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    kind: Kind
    step: int = Field(description="Số bước; 0 là cả hồ sơ")
    due_on: date
    due_at: datetime
    office: str
    role: Role = Field(description="Khi không giao riêng cho ai: báo cho vai trò này của đơn vị")
    assignee: str | None
    raised_at: datetime
    quietened_at: datetime | None = None


class WarningOut(RaisedOut):
    """An open warning with what one must know of its dossier; `version` goes into If-Match."""

    dossier: UUID
    code: str
    version: int
    procedure: str
    state: State
    step_name: str | None


class WarningsOut(BaseModel):
    """A page, earliest due first; `next` is empty on the last."""

    warnings: list[WarningOut]
    next: str | None
    as_of: datetime


class WarningCountsOut(BaseModel):
    """Each count is the length of the list with that `kind`."""

    total: int
    kinds: dict[Kind, int]
    as_of: datetime
