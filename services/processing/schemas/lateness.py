"""What was late and why, over the wire."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.processing.domain.causes import CAUSE_NAMES, Cause
from services.processing.domain.steps import StepKind
from services.processing.queries.lateness import Cause as CauseCount
from shared.contracts.states import State


class CauseOut(BaseModel):
    """How many for one cause; `href` opens just these."""

    cause: Cause | None = Field(description="Trống: chưa ghi nguyên nhân")
    name: str
    late: int
    href: str

    @classmethod
    def of(cls, count: CauseCount, href: str) -> Self:
        cause = Cause(count.cause) if count.cause else None
        name = CAUSE_NAMES[cause] if cause else "chưa ghi nguyên nhân"
        return cls(cause=cause, name=name, late=count.late, href=href)


class LateOut(BaseModel):
    """`late` = `with_cause` + `without_cause` = the sum of `causes`; each `href` opens just these."""

    late: int
    with_cause: int
    without_cause: int
    causes: list[CauseOut]
    href: str
    with_cause_href: str
    without_cause_href: str

    @classmethod
    def of(cls, counts: Sequence[CauseCount], href: str) -> Self:
        late, with_cause = sum(each.late for each in counts), sum(each.late for each in counts if each.cause)
        causes = [CauseOut.of(each, f"{href}&cause={each.cause or 'none'}") for each in counts]
        return cls(
            late=late,
            with_cause=with_cause,
            without_cause=late - with_cause,
            causes=causes,
            href=href,
            with_cause_href=f"{href}&cause=any",
            without_cause_href=f"{href}&cause=none",
        )


class LateDossiersOut(LateOut):
    """`late` = `with_letter` + `without_letter`."""

    with_letter: int = Field(description="Đã xin lỗi, hẹn lại trước ngày hẹn trả")
    without_letter: int
    with_letter_href: str
    without_letter_href: str

    @classmethod
    def of(cls, counts: Sequence[CauseCount], href: str) -> Self:
        told, with_letter = LateOut.of(counts, href), sum(each.with_letter for each in counts)
        return cls(
            **dict(told),
            with_letter=with_letter,
            without_letter=told.late - with_letter,
            with_letter_href=f"{href}&letter=true",
            without_letter_href=f"{href}&letter=false",
        )


class LatenessOut(BaseModel):
    """Ended: late in the period, by the day it ended. Open: overdue at `as_of`, whatever the period."""

    as_of: datetime
    ended_dossiers: LateDossiersOut
    open_dossiers: LateDossiersOut
    ended_steps: LateOut
    open_steps: LateOut


class LateDossierOut(BaseModel):
    """A line of the report of late dossiers."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    code: str
    office: str
    desk: str
    procedure: str
    state: State
    accepted_at: datetime
    due_at: datetime
    due_on: date
    ended_at: datetime | None
    cause: Cause | None
    has_letter: bool = Field(description="Đã xin lỗi, hẹn lại trước ngày hẹn trả")


class LateDossierPage(BaseModel):
    """By due date; `next` is empty on the last."""

    dossiers: list[LateDossierOut]
    next: str | None


class LateStepOut(BaseModel):
    """A late step, under the office that had it."""

    model_config = ConfigDict(from_attributes=True)

    dossier: UUID
    number: int
    code: str
    kind: StepKind
    name: str
    office: str
    procedure: str
    begun_at: datetime
    due_at: datetime
    due_on: date
    ended_at: datetime | None
    cause: Cause | None


class LateStepPage(BaseModel):
    """By due date; `next` is empty on the last."""

    steps: list[LateStepOut]
    next: str | None
