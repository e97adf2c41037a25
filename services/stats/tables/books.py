"""What the yearbook holds: offices, dossiers and filings as last told, and how far it is."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Date, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, DATEMULTIRANGE
from sqlalchemy.orm import Mapped, mapped_column

from services.stats.tables.schema import StatsRows


class OfficeRow(StatsRows):
    """An office as intake last stated it. `path` begins with a parent that is not known yet where it must."""

    __tablename__ = "offices"
    __table_args__ = (
        CheckConstraint("name is nfc normalized", name="name_nfc"),
        Index(None, "path", postgresql_using="gin"),
    )

    code: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]
    name: Mapped[str]
    level: Mapped[str]
    parent: Mapped[str | None] = mapped_column(index=True)
    path: Mapped[list[str]] = mapped_column(ARRAY(Text))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    successor: Mapped[str | None] = mapped_column(index=True)


class DossierRow(StatsRows):
    """The newest standing of a dossier: the truth behind the sums.

    `history` has dues, waits, letters and moves where a dossier is not plain, `steps` what was done and by whom. What
    follows is derived, for lists: its class, the day its end counts, the days at whose end it waits or is overdue (by
    the law and as the national index reads it), and the offices at which it was (`was_at`, each until the day in
    `moved_on`) before `office`.
    """

    __tablename__ = "dossiers"
    __table_args__ = (
        Index(None, "office", "accepted_on"),
        Index(None, "office", "resolved_on"),
        Index(None, "procedure", "office", "resolved_on", postgresql_where=text("resolved_on is not null")),
        Index(None, "was_at", postgresql_using="gin", postgresql_where=text("was_at is not null")),
        Index(
            "ix_dossiers_due_at_open_by_hour",
            "due_at",
            postgresql_where=text("counts_by = 'hour' and resolved_on is null"),
        ),
        Index("ix_dossiers_office_late", "office", "resolved_on", postgresql_where=text("class = 'late'")),
        Index("ix_dossiers_office_open", "office", "accepted_on", postgresql_where=text("resolved_on is null")),
        Index("ix_dossiers_desk_elsewhere", "desk", "accepted_on", postgresql_where=text("desk <> office")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str]
    version: Mapped[int]
    office: Mapped[str]
    desk: Mapped[str]
    procedure: Mapped[str]
    field: Mapped[str]
    level: Mapped[str]
    channel: Mapped[str]
    origin: Mapped[str]
    state: Mapped[str]
    counts_by: Mapped[str]
    accepted_at: Mapped[datetime]
    accepted_on: Mapped[date] = mapped_column(Date)
    due_at: Mapped[datetime | None]
    due_on: Mapped[date | None] = mapped_column(Date)
    outcome: Mapped[str | None]
    ended_at: Mapped[datetime | None]
    ended_on: Mapped[date | None] = mapped_column(Date)
    returned_at: Mapped[datetime | None]
    cause: Mapped[str | None]
    history: Mapped[dict[str, Any] | None]
    steps: Mapped[list[Any] | None]
    class_: Mapped[str | None] = mapped_column("class")
    has_letter: Mapped[bool]
    resolved_on: Mapped[date | None] = mapped_column(Date)
    waiting: Mapped[Any | None] = mapped_column(DATEMULTIRANGE)
    overdue: Mapped[Any | None] = mapped_column(DATEMULTIRANGE)
    was_at: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    moved_on: Mapped[list[date] | None] = mapped_column(ARRAY(Date))
    index_overdue: Mapped[Any | None] = mapped_column(DATEMULTIRANGE)
    index_in_time: Mapped[bool]
    late_by_reappointment: Mapped[bool]
    returned_on: Mapped[date | None] = mapped_column(Date)
    gross_minutes: Mapped[int | None]
    net_minutes: Mapped[int | None]


class FilingRow(StatsRows):
    """What was filed and not yet, or never, received: every act known of it. In no sum of dossiers."""

    __tablename__ = "filings"
    __table_args__ = (
        Index(None, "desk", "filed_on"),
        Index("ix_filings_owed", "owed_until", postgresql_where=text("owed_until is not null")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    desk: Mapped[str]
    office: Mapped[str]
    procedure: Mapped[str]
    field: Mapped[str]
    channel: Mapped[str]
    source: Mapped[str]
    filed_at: Mapped[datetime]
    reason: Mapped[str | None]
    dossier: Mapped[UUID | None]
    version: Mapped[int]
    state: Mapped[str]
    acts: Mapped[list[Any]]
    filed_on: Mapped[date] = mapped_column(Date)
    refused_on: Mapped[date | None] = mapped_column(Date)
    owed_until: Mapped[datetime | None]
    pending: Mapped[Any | None] = mapped_column(DATEMULTIRANGE)
    pending_late: Mapped[Any | None] = mapped_column(DATEMULTIRANGE)


class TouchedRow(StatsRows):
    """The generation of the books in which an office, or anything below it, last changed."""

    __tablename__ = "touched"

    area: Mapped[str] = mapped_column(primary_key=True)
    generation: Mapped[int] = mapped_column(BigInteger)


class BooksRow(StatsRows):
    """One row. `generation` counts the runs of facts that were written; its lock makes writers take turns.

    What changes a day up to `closed_to` restates a closed period, and is noted dossier by dossier.
    """

    __tablename__ = "books"

    one: Mapped[bool] = mapped_column(Boolean, CheckConstraint("one", name="one"), primary_key=True)
    generation: Mapped[int] = mapped_column(BigInteger)
    closed_to: Mapped[date | None] = mapped_column(Date)
