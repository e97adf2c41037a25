"""Comparisons with a portal over the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.web.fields import Code, Day


class ReconciliationIn(BaseModel):
    """Which dossiers are to be compared: by the day of their acceptance, both days included."""

    model_config = ConfigDict(extra="forbid")

    connection: Code
    from_on: Day
    to_on: Day


class ReconciliationOut(BaseModel):
    """A comparison; `ended_at` empty while it is under way. `owed`: not told yet, so not compared."""

    number: int
    connection: str
    from_on: date
    to_on: date
    asked_by: str
    asked_at: datetime
    begun_at: datetime | None
    ended_at: datetime | None
    looked: int
    same: int
    missing: int
    different: int
    owed: int


class DifferenceOut(BaseModel):
    """One difference of one dossier."""

    lane: UUID
    code: str
    portal_code: str | None
    office: str
    office_name: str
    what: Annotated[str, Field(description="missing, status, due, ended, returned, rows")]
    ours: str
    theirs: str
    state: Annotated[str, Field(description="Trạng thái của làn lúc này")]


class ReconciliationWholeOut(ReconciliationOut):
    """With a page of what differed."""

    items: list[DifferenceOut]
    next: str | None


class AskedOut(BaseModel):
    """The number under which the comparison will be found."""

    number: int


class RetellIn(BaseModel):
    """Why a dossier is told again."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[str, Field(min_length=1, max_length=500)]
