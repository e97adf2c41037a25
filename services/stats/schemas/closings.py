"""Closed periods, and what they would say today."""

from typing import Any
from uuid import UUID

from pydantic import Field

from services.stats.schemas.figures import PeriodOut
from services.stats.schemas.out import LegalInstant, Out
from shared.web.fields import Code, Day, Text


class ClosingIn(Out):
    """A period to close; `reason` only where it is issued again."""

    office: Code
    from_on: Day = Field(alias="from")
    to_on: Day = Field(alias="to")
    reason: Text | None = Field(None, description="Lý do phát hành lại; bỏ trống khi chốt lần đầu")


class ClosingOut(Out):
    """As reported: frozen with how far the facts were counted."""

    id: UUID
    office: str
    period: PeriodOut
    issue: int = Field(description="Lần phát hành: 1 là lần đầu")
    reason: str | None
    positions: dict[str, int]
    figures: dict[str, int]
    closed_at: LegalInstant
    closed_by: str


class ClosingsOut(Out):
    """A page of closed periods, the latest first."""

    items: list[ClosingOut]
    next: str | None


class ChangedFigureOut(Out):
    """A dossier (or filing) that was learnt of after the cut, with what it changes."""

    counted: str = Field(description="dossier hoặc filing")
    id: UUID
    code: str | None
    office: str
    figures: dict[str, int]


class RestatementOut(Out):
    """`known_now` = `reported` + `by_dossiers` + `unexplained`, measure by measure."""

    closing: ClosingOut
    reported: dict[str, int]
    known_now: dict[str, int]
    by_dossiers: dict[str, int] = Field(description="Chênh lệch do các hồ sơ biết sau khi chốt")
    unexplained: dict[str, int] = Field(description="Còn lại: đơn vị được xếp lại, hoặc sổ được sửa; chỉ ghi khác 0")
    dossiers: int = Field(description="Bao nhiêu hồ sơ làm nên chênh lệch")


class ChangedFiguresOut(Out):
    """A page of the dossiers that make the difference."""

    items: list[ChangedFigureOut]
    total: int
    next: str | None


class ReportedPartsOut(Out):
    """As reported, by level and field."""

    items: list[dict[str, Any]]
