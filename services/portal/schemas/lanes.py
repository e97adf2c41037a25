"""Lanes over the wire."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.portal.schemas.files import ReachOut
from services.portal.usecases.decide_lane import Decision
from shared.web.fields import Text


class Out(BaseModel):
    """Read from a dataclass or a row."""

    model_config = ConfigDict(from_attributes=True)


class LaneLineOut(Out):
    """A lane; `head_*` and `last_*` are of the entry that stands first."""

    id: UUID
    is_filing: bool
    connection: str
    code: str
    portal_code: str | None
    office: str
    office_name: str
    procedure: str
    state: Annotated[str, Field(description="idle, ready, blocked, held, ministry")]
    is_there: bool
    told: Annotated[int | None, Field(description="Trạng thái 1–10 mà Cổng đã nhận gần nhất")]
    next_at: datetime
    newest_at: datetime
    head_seq: int | None = None
    head_kind: str | None = None
    head_state: str | None = None
    head_attempts: int | None = None
    last_class: str | None = None
    last_code: str | None = None
    last_text: str | None = None
    waiting: int = 0


class LaneListOut(Out):
    """A page of lanes."""

    items: list[LaneLineOut]
    next: str | None


class EntryOut(Out):
    """One thing to tell; `shot` is frozen since its fact."""

    seq: int
    kind: str
    state: str
    shot: dict[str, Any]
    noted_at: datetime
    attempts: int
    tried_at: datetime | None
    settled_at: datetime | None
    last_class: str | None
    last_code: str | None
    last_text: str | None


class LaneActOut(Out):
    """What a person did."""

    number: int
    seq: int | None
    act: str
    reason: str
    actor: str
    at: datetime


class LaneOut(LaneLineOut):
    """A lane whole."""

    entries: list[EntryOut]
    acts: list[LaneActOut]


class StateCountOut(Out):
    """Lanes of one portal in one state."""

    state: str
    lanes: int
    oldest: datetime | None


class EntryCountOut(Out):
    """Entries of one portal that are not settled."""

    state: str
    entries: int
    oldest: datetime | None


class ConnectionOut(Out):
    """A portal as this process sees it."""

    connection: str
    kind: str
    circuit: Annotated[str, Field(description="closed: đang gửi; open: tạm ngừng; trying: đang thử lại")]
    catalogue_at: Annotated[datetime | None, Field(description="Danh mục thủ tục lấy về lần gần nhất")]
    links: ReachOut
    lanes: list[StateCountOut]
    heads: Annotated[list[StateCountOut], Field(description="Số làn theo trạng thái của mục đứng đầu")]
    entries: list[EntryCountOut]


class GapOut(Out):
    """Something that is missing, and how many lanes wait for it."""

    connection: str
    code: str
    name: str
    about: str | None
    about_name: str | None
    lanes: int
    oldest: datetime


class DecisionIn(BaseModel):
    """About the first entry that is not settled."""

    model_config = ConfigDict(extra="forbid")

    seq: Annotated[int, Field(ge=1, le=2**31 - 1)]
    decision: Decision
    reason: Text
