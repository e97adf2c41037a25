"""Register books handed in, the rows that were not taken, what is odd about others, and names of columns."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from services.intake.tables.schema import IntakeRows


class RegisterImportRow(IntakeRows):
    """A register book handed in, and how far it has been worked off; moves in the transaction of each batch."""

    __tablename__ = "register_imports"
    __table_args__ = (
        CheckConstraint("state in ('waiting', 'reading', 'writing', 'done', 'failed', 'cancelled')", name="state"),
        Index(None, "created_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office: Mapped[str] = mapped_column(ForeignKey("intake.offices.code"))
    file_name: Mapped[str]
    file_digest: Mapped[str]
    file_bytes: Mapped[int]
    is_committing: Mapped[bool]
    state: Mapped[str]
    reason: Mapped[str | None]
    rows: Mapped[int]
    done: Mapped[int]
    imported: Mapped[int]
    unchanged: Mapped[int]
    doubtful: Mapped[int] = mapped_column(server_default=text("0"))
    last_gid: Mapped[int | None] = mapped_column(BigInteger)
    requested_by: Mapped[str]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class RegisterRejectRow(IntakeRows):
    """A row of a book that was not taken, and why. `sheet` is empty where the book has one register only."""

    __tablename__ = "register_rejects"

    register_import: Mapped[UUID] = mapped_column(ForeignKey("intake.register_imports.id"), primary_key=True)
    sheet: Mapped[str] = mapped_column(primary_key=True)
    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reason: Mapped[str]


class RegisterDoubtRow(IntakeRows):
    """How many of a book's rows were taken though odd in one way, and where the first of them stand."""

    __tablename__ = "register_doubts"

    register_import: Mapped[UUID] = mapped_column(ForeignKey("intake.register_imports.id"), primary_key=True)
    doubt: Mapped[str] = mapped_column(primary_key=True)
    rows: Mapped[int]
    places: Mapped[list[Any]]


class RegisterHeadingRow(IntakeRows):
    """What an office calls a column in its books; an empty `column` is one that is not read."""

    __tablename__ = "register_headings"

    office: Mapped[str] = mapped_column(ForeignKey("intake.offices.code"), primary_key=True)
    heading: Mapped[str] = mapped_column(primary_key=True)
    written: Mapped[str]
    column: Mapped[str]
    set_by: Mapped[str]
    set_at: Mapped[datetime]
