"""Scans: what lies in the store under which key, who uploaded it, and whose paper it is of."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from services.intake.tables.schema import IntakeRows


class ScanRow(IntakeRows):
    """One content, kept once. `object` names its sealed bytes in the store; `is_loose`: no paper refers to it yet.

    `wanted_at` moves whenever somebody is about to refer to it: the sweep leaves what was wanted of late.
    """

    __tablename__ = "scans"
    __table_args__ = (
        Index(None, "key_number"),
        Index("ix_scans_loose", "wanted_at", postgresql_where=text("is_loose")),
    )

    digest: Mapped[str] = mapped_column(primary_key=True)
    object: Mapped[str] = mapped_column(unique=True)
    size: Mapped[int]
    type: Mapped[str]
    pages: Mapped[int | None]
    key_sealed: Mapped[bytes]
    key_number: Mapped[int]
    is_loose: Mapped[bool]
    made_at: Mapped[datetime]
    wanted_at: Mapped[datetime]


class ScanUploadRow(IntakeRows):
    """A desk that uploaded a content: only desks in reach may refer to it."""

    __tablename__ = "scan_uploads"

    digest: Mapped[str] = mapped_column(ForeignKey("intake.scans.digest", ondelete="CASCADE"), primary_key=True)
    desk: Mapped[str] = mapped_column(ForeignKey("intake.offices.code"), primary_key=True, index=True)
    uploaded_by: Mapped[str]
    uploaded_at: Mapped[datetime]


class ScanLinkRow(IntakeRows):
    """A scan that a dossier (or a filing) refers to, now or in an earlier revision. Dossiers are linked by trigger."""

    __tablename__ = "scan_links"

    owner: Mapped[UUID] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(ForeignKey("intake.scans.digest"), primary_key=True, index=True)


class ScanLeftoverRow(IntakeRows):
    """An object that no scan refers to, or not yet; from `due_at` on it may be removed from the store."""

    __tablename__ = "scan_leftovers"

    object: Mapped[str] = mapped_column(primary_key=True)
    due_at: Mapped[datetime] = mapped_column(index=True)
