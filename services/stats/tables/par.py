"""What people enter of PAR indices: criteria, scores, and ranks as papers state them."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from services.stats.tables.schema import StatsRows


class CriteriaSetRow(StatsRows):
    """A published set of criteria. Append-only: a set that changes is published anew, and the newest holds."""

    __tablename__ = "par_criteria_sets"
    __table_args__ = (
        CheckConstraint("last_year is null or last_year >= first_year", name="years"),
        Index(None, "office", "level", "published_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office: Mapped[str]
    level: Mapped[str]
    first_year: Mapped[int]
    last_year: Mapped[int | None]
    title: Mapped[str]
    paper: Mapped[str]
    criteria: Mapped[dict[str, Any]]
    bands: Mapped[list[Any]]
    published_at: Mapped[datetime]
    published_by: Mapped[str]


class ParScoreRow(StatsRows):
    """Points of a unit, or that they are unknown again. Append-only: the newest wins, the older ones tell its story."""

    __tablename__ = "par_scores"
    __table_args__ = (
        CheckConstraint("kind in ('self', 'appraised')", name="kind"),
        CheckConstraint("points >= 0", name="points"),
        Index(None, "criteria_set", "year", "kind", "unit", "criterion", "number"),
    )

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    criteria_set: Mapped[UUID] = mapped_column(ForeignKey(CriteriaSetRow.id))
    unit: Mapped[str]
    year: Mapped[int]
    criterion: Mapped[str]
    kind: Mapped[str]
    points: Mapped[Decimal | None] = mapped_column(Numeric(9, 4))
    evidence: Mapped[str]
    scored_at: Mapped[datetime]
    scored_by: Mapped[str]


class ParStatementRow(StatsRows):
    """What a paper says of a unit's rank. Append-only: the newest of a unit, criterion and year wins.

    `up_on` has pairs of an earlier year and the places gained since.
    """

    __tablename__ = "par_statements"
    __table_args__ = (CheckConstraint("rank between 1 and of_units", name="rank"), Index(None, "criteria_set", "unit"))

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    criteria_set: Mapped[UUID] = mapped_column(ForeignKey(CriteriaSetRow.id))
    unit: Mapped[str]
    year: Mapped[int]
    criterion: Mapped[str]
    rank: Mapped[int | None]
    of_units: Mapped[int | None]
    up_on: Mapped[list[Any]]
    source: Mapped[str]
    stated_at: Mapped[datetime]
    stated_by: Mapped[str]
