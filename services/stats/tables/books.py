"""The books: dossiers as last told, daily figures, their sums along the organisation."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Date, Index, SmallInteger, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, DATEMULTIRANGE
from sqlalchemy.orm import Mapped, mapped_column

from shared.db.schema import Rows, schema_metadata
from shared.messaging.tables import inbox_tables, ledger_tables

METADATA = schema_metadata("stats")
ledger_tables(METADATA)
inbox_tables(METADATA)


class StatsRows(Rows):
    """Rows of this schema."""

    __abstract__ = True
    metadata = METADATA


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

    `history` has dues, waits, letters and moves where a dossier is not plain. What follows it is derived, for lists:
    its class, the day its end counts, the days at whose end it waits or is overdue, and the offices at which it was
    (`was_at`, each until the day in `moved_on`) before `office`.
    """

    __tablename__ = "dossiers"
    __table_args__ = (
        Index(None, "office", "accepted_on"),
        Index(None, "office", "resolved_on"),
        Index(None, "was_at", postgresql_using="gin", postgresql_where=text("was_at is not null")),
        Index(
            "ix_dossiers_due_at_open_by_hour",
            "due_at",
            postgresql_where=text("counts_by = 'hour' and resolved_on is null"),
        ),
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
    class_: Mapped[str | None] = mapped_column("class")
    has_letter: Mapped[bool]
    resolved_on: Mapped[date | None] = mapped_column(Date)
    waiting: Mapped[Any | None] = mapped_column(DATEMULTIRANGE)
    overdue: Mapped[Any | None] = mapped_column(DATEMULTIRANGE)
    was_at: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    moved_on: Mapped[list[date] | None] = mapped_column(ARRAY(Date))


class _Measures:
    """What is summed: flows of a day, and states as differences from the day before."""

    received: Mapped[int]
    early: Mapped[int]
    on_time: Mapped[int]
    late: Mapped[int]
    late_with_letter: Mapped[int]
    stopped: Mapped[int]
    withdrawn: Mapped[int]
    unclassed: Mapped[int]
    open: Mapped[int]
    waiting: Mapped[int]
    overdue: Mapped[int]


class DailyRow(_Measures, StatsRows):
    """The figures of an office, procedure and channel on one day."""

    __tablename__ = "daily"

    office: Mapped[str] = mapped_column(primary_key=True)
    procedure: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)


class MovesRow(StatsRows):
    """Dossiers that went from one office to another on a day. Whether they left an area depends on the area asked."""

    __tablename__ = "moves"
    __table_args__ = (Index(None, "office_to", "day"), Index(None, "day"))

    office_from: Mapped[str] = mapped_column(primary_key=True)
    office_to: Mapped[str] = mapped_column(primary_key=True)
    procedure: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    dossiers: Mapped[int]


class AreaSumRow(_Measures, StatsRows):
    """`daily` summed over an office with everything below it, for a day (grain 1), month (2) or year (3)."""

    __tablename__ = "area_sums"
    __table_args__ = (CheckConstraint("grain in (1, 2, 3)", name="grain"),)

    area: Mapped[str] = mapped_column(primary_key=True)
    grain: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    starts_on: Mapped[date] = mapped_column(Date, primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)


class TouchedRow(StatsRows):
    """The generation of the books in which an office, or anything below it, last changed."""

    __tablename__ = "touched"

    area: Mapped[str] = mapped_column(primary_key=True)
    generation: Mapped[int] = mapped_column(BigInteger)


class BooksRow(StatsRows):
    """One row. `generation` counts the runs of facts that were written; its lock makes writers take turns."""

    __tablename__ = "books"

    one: Mapped[bool] = mapped_column(Boolean, CheckConstraint("one", name="one"), primary_key=True)
    generation: Mapped[int] = mapped_column(BigInteger)
