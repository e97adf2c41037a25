"""What was warned of, and the officials who are told."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.processing.tables.schema import ProcessingRows
from services.processing.tables.work import DossierRow


class WarningRow(ProcessingRows):
    """A warning that was raised; open until what it warned of is done or not true any more. `step` 0: the dossier.

    Raised again for the same due date, it is the same row, open again.
    """

    __tablename__ = "warnings"
    __table_args__ = (
        UniqueConstraint("dossier", "step", "kind", "due_on"),
        Index(
            "ix_warnings_open", "dossier", "step", "topic", unique=True, postgresql_where=text("quietened_at is null")
        ),
        Index(
            "ix_warnings_open_by_assignee",
            *("assignee", "due_at", "number"),
            postgresql_where=text("quietened_at is null and assignee is not null"),
        ),
        Index(
            "ix_warnings_open_by_office",
            *("office", "due_at", "number"),
            postgresql_where=text("quietened_at is null"),
        ),
        Index("ix_warnings_open_until", "until_at", postgresql_where=text("quietened_at is null")),
    )

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    dossier: Mapped[UUID] = mapped_column(ForeignKey(DossierRow.id))
    step: Mapped[int]
    topic: Mapped[str]
    kind: Mapped[str]
    due_on: Mapped[date]
    due_at: Mapped[datetime]
    office: Mapped[str]
    role: Mapped[str]
    assignee: Mapped[str | None]
    raised_at: Mapped[datetime]
    until_at: Mapped[datetime | None]
    quietened_at: Mapped[datetime | None]


class OfficialRow(ProcessingRows):
    """Where and by what an official is told of the work; no media: not at all.

    `told_through` is the number of the last warning that was raised when he was last told.
    """

    __tablename__ = "officials"
    __table_args__ = (
        CheckConstraint("name is nfc normalized", name="name_nfc"),
        Index(None, "offices", postgresql_using="gin"),
    )

    account: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    version: Mapped[int]
    name: Mapped[str]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    zalo: Mapped[str | None]
    offices: Mapped[list[str]] = mapped_column(ARRAY(Text))
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    media: Mapped[list[str]] = mapped_column(ARRAY(Text))
    at_once: Mapped[bool]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]
    told_through: Mapped[int] = mapped_column(BigInteger, server_default="0")


class OfficialChangeRow(ProcessingRows):
    """What was entered for an official, by whom; append-only."""

    __tablename__ = "official_changes"

    account: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    zalo: Mapped[str | None]
    offices: Mapped[list[str]] = mapped_column(ARRAY(Text))
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    media: Mapped[list[str]] = mapped_column(ARRAY(Text))
    at_once: Mapped[bool]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]


class MorningRow(ProcessingRows):
    """A day on which people were told in the morning: they are not told twice."""

    __tablename__ = "mornings"

    day: Mapped[date] = mapped_column(primary_key=True)
    told_at: Mapped[datetime]
    people: Mapped[int]
