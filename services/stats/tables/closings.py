"""Closed periods, and what was learnt about them afterwards."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, Identity, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.stats.tables.schema import StatsRows


class ClosingRow(StatsRows):
    """Append-only. The figures of an office and a period as they were reported; `parts` by level and field.

    A second issue of the same period says why. `generation` is that of the books at the cut.
    """

    __tablename__ = "closings"
    __table_args__ = (
        UniqueConstraint("office", "from_on", "to_on", "issue"),
        CheckConstraint("issue >= 1 and (issue = 1) = (reason is null)", name="issue"),
        CheckConstraint("from_on <= to_on", name="period"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office: Mapped[str]
    from_on: Mapped[date] = mapped_column(Date)
    to_on: Mapped[date] = mapped_column(Date)
    issue: Mapped[int]
    reason: Mapped[str | None]
    generation: Mapped[int] = mapped_column(BigInteger)
    positions: Mapped[dict[str, Any]]
    figures: Mapped[dict[str, Any]]
    parts: Mapped[list[Any]]
    closed_at: Mapped[datetime]
    closed_by: Mapped[str]


class LateChangeRow(StatsRows):
    """Append-only. What a dossier or filing changed in daily figures up to the last closed day, by measure."""

    __tablename__ = "late_changes"
    __table_args__ = (
        Index(None, "office", "day"),
        CheckConstraint("counted in ('dossier', 'filing')", name="counted"),
    )

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    generation: Mapped[int] = mapped_column(BigInteger)
    counted: Mapped[str]
    id: Mapped[UUID]
    code: Mapped[str | None]
    office: Mapped[str]
    procedure: Mapped[str]
    field: Mapped[str]
    channel: Mapped[str]
    day: Mapped[date] = mapped_column(Date)
    deltas: Mapped[dict[str, Any]]
