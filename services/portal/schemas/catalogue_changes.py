"""Proposals of change to our catalogue over the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.portal.domain.catalogue.diff_procedures import ChangeKind
from services.portal.repository.catalogue_changes import ChangeState
from shared.web.fields import Code, Text

Numbers = Annotated[list[Annotated[int, Field(ge=1, le=2**63 - 1)]], Field(min_length=1, max_length=500)]


class Out(BaseModel):
    """Read from a dataclass or a row."""

    model_config = ConfigDict(from_attributes=True)


class ChangeOut(Out):
    """A proposal; `sentence` is for the official who decides."""

    number: int
    connection: str
    procedure: str
    kind: ChangeKind
    sentence: str
    removed: list[str]
    added: list[str]
    state: ChangeState
    found_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    reason: Annotated[str | None, Field(description="Lý do từ chối, hoặc vì sao phải nhập tay")]
    decision: Annotated[UUID | None, Field(description="Dự thảo quyết định công bố ở dịch vụ tiếp nhận")]


class ChangesOut(Out):
    """A page of proposals."""

    items: list[ChangeOut]
    next: str | None


class DraftIn(BaseModel):
    """Changes that a registrar accepts."""

    model_config = ConfigDict(extra="forbid")

    connection: Code
    numbers: Numbers
    issuer: Annotated[Code, Field(description="Cơ quan ban hành quyết định")]
    decision: Annotated[UUID | None, Field(description="Đưa vào dự thảo đang có; mặc định lập dự thảo mới")] = None


class LeftOutOut(Out):
    """A change that must be entered by hand, and why."""

    procedure: str
    kind: ChangeKind
    sentence: str


class DraftedOut(Out):
    """`decision` empty where nothing could be drafted. Publish it at intake."""

    decision: UUID | None
    procedures: int
    left_out: list[LeftOutOut]


class RejectIn(BaseModel):
    """Changes that a registrar refuses."""

    model_config = ConfigDict(extra="forbid")

    connection: Code
    numbers: Numbers
    reason: Text
