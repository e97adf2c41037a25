"""How personal data are looked after: the walk of a key rotation, who saw what, how long it is kept, what is erased."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, Identity, Index, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.intake.tables.schema import IntakeRows


class ResealingRow(IntakeRows):
    """How far everything at one place has been brought under a key; ids at or below `walked_to` have been seen."""

    __tablename__ = "resealing"

    place: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[int]
    walked_to: Mapped[UUID | None]
    walked: Mapped[int] = mapped_column(BigInteger)
    changed: Mapped[int] = mapped_column(BigInteger)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class ViewRow(IntakeRows):
    """A person in full shown to somebody, a search by number or telephone, or an export. Append-only.

    `asked` is what was asked for without anybody's number; `offices` is how far the subject could reach.
    """

    __tablename__ = "views"
    __table_args__ = (
        Index(None, "dossier", "gid"),
        Index(None, "subject", "at"),
        Index(None, "at", "gid"),
    )

    gid: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime]
    subject: Mapped[str]
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    offices: Mapped[list[str]] = mapped_column(ARRAY(Text))
    dossier: Mapped[UUID | None]
    what: Mapped[str]
    rows: Mapped[int | None]
    asked: Mapped[dict[str, Any] | None]


class RetentionRow(IntakeRows):
    """How many months after its end the people of a procedure's dossier are kept; without a row they are kept."""

    __tablename__ = "retentions"
    __table_args__ = (CheckConstraint("months > 0", name="months"),)

    procedure: Mapped[str] = mapped_column(primary_key=True)
    months: Mapped[int]
    basis: Mapped[str]
    decided_on: Mapped[date] = mapped_column(Date)
    set_by: Mapped[str]
    set_at: Mapped[datetime]


class ErasureRow(IntakeRows):
    """That a dossier's personal data were erased, when, on which ground and by whom. Append-only."""

    __tablename__ = "erasures"

    gid: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    dossier: Mapped[UUID] = mapped_column(index=True)
    at: Mapped[datetime]
    ground: Mapped[str]
    basis: Mapped[str]
    reason: Mapped[str | None]
    erased_by: Mapped[str]
