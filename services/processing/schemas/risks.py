"""Risks over the wire."""

from datetime import date, datetime
from typing import Self
from urllib.parse import urlencode
from uuid import UUID

from pydantic import BaseModel, Field

from services.processing.domain.risk import Cell, Likeness, Risk, in_words
from services.processing.queries.risk_counts import LEVELS, RiskCount
from services.processing.queries.risks import Risky
from services.processing.queries.risks_told import RisksAsked


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


class LikelyOut(BaseModel):
    """Of whose likes `at_least` so many in a hundred were late; `href` opens just these."""

    at_least: int
    dossiers: int
    href: str


class RiskCountOut(BaseModel):
    """Of one office or procedure."""

    key: str
    open: int = Field(description="Đang giải quyết, kể cả quá hạn và đang chờ người nộp")
    in_term: int = Field(description="Còn hạn, không chờ người nộp")
    likely: list[LikelyOut] = Field(description="Trong số còn hạn")

    @classmethod
    def of(cls, count: RiskCount, by: str, asked: RisksAsked) -> Self:
        """An office's list is of itself alone, a procedure's of the offices that were asked."""
        at = {"office": asked.office, "procedure": asked.procedure}
        at |= {"agency": count.key, "office": None} if by == "office" else {"procedure": count.key}
        query = {name: value for name, value in at.items() if value}
        return cls(
            key=count.key,
            open=count.open,
            in_term=count.in_term,
            likely=[
                LikelyOut(
                    at_least=level,
                    dossiers=getattr(count, f"likely_{level}"),
                    href=f"/risks?{urlencode(query | {'at_least': str(level)})}",
                )
                for level in LEVELS
            ],
        )


class RiskCountsOut(BaseModel):
    """The worst first; `next` is empty on the last page."""

    as_of: datetime
    counts: list[RiskCountOut]
    next: str | None
