"""Risks over the wire."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field

from services.processing.domain.risk import Cell, Likeness, Risk, in_words
from services.processing.queries.risks import Risky


class RiskOut(BaseModel):
    """`late` of `total` dossiers like this one were late; empty where too few are known, or it is overdue itself."""

    words: str = Field(description="Bằng lời, cho người đọc")
    late: int | None
    total: int | None
    compared_by: str | None = Field(description="So với những hồ sơ nào")

    @classmethod
    def of(cls, risk: Risk) -> Self:
        cell = risk.cell
        return cls(
            words=in_words(risk),
            late=cell.late if cell else None,
            total=cell.total if cell else None,
            compared_by=risk.likeness.name.lower() if risk.likeness else None,
        )


class RiskyOut(BaseModel):
    """A line of the morning list."""

    id: UUID
    code: str
    office: str
    procedure: str
    stage: str
    assignee: str | None
    due_at: datetime
    due_on: date
    risk: RiskOut

    @classmethod
    def of(cls, risky: Risky, today: date) -> Self:
        cell = Cell(risky.total, risky.late)
        risk = Risk(Likeness(risky.likeness), cell, (risky.due_on - today).days)
        same = ("id", "code", "office", "procedure", "stage", "assignee", "due_at", "due_on")
        return cls(**{name: getattr(risky, name) for name in same}, risk=RiskOut.of(risk))


class RisksOut(BaseModel):
    """Most likely first; `next` is empty on the last page."""

    dossiers: list[RiskyOut]
    next: str | None
