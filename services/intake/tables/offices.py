"""Offices: the tree, its names and hours."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Computed, Date, ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.intake.tables.schema import IntakeRows, nfc


class OfficeRow(IntakeRows):
    """A unit or desk. `path` is kept beside `parent`: reach and subtree are asked with every request.

    `heirs` are the paths of the offices that continue it: whoever reaches one of those reaches what it received.
    """

    __tablename__ = "offices"
    __table_args__ = (
        nfc("name"),
        CheckConstraint("kind in ('territorial', 'department', 'vertical_agency', 'one_stop_desk')", name="kind"),
        Index(None, "path", postgresql_using="gin"),
        Index(None, "reach", postgresql_using="gin"),
    )

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    folded: Mapped[str]
    level: Mapped[str]
    parent: Mapped[str | None] = mapped_column(ForeignKey("intake.offices.code"), index=True)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    successor: Mapped[str | None]
    code_prefix: Mapped[str]
    path: Mapped[list[str]] = mapped_column(ARRAY(Text))
    kind: Mapped[str]
    heirs: Mapped[list[str]] = mapped_column(ARRAY(Text))
    reach: Mapped[list[str]] = mapped_column(ARRAY(Text), Computed("path || heirs", persisted=True))


class OfficeAliasRow(IntakeRows):
    """Another name of an office, with the days on which it means this one."""

    __tablename__ = "office_aliases"

    alias: Mapped[str] = mapped_column(primary_key=True)
    office: Mapped[str] = mapped_column(ForeignKey("intake.offices.code"), primary_key=True, index=True)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)


class OfficeHoursRow(IntakeRows):
    """Hours decided for an office from a day on; `decided_at` lets an old promise be explained as it was made."""

    __tablename__ = "office_hours"

    office: Mapped[str] = mapped_column(ForeignKey("intake.offices.code"), primary_key=True)
    valid_from: Mapped[date] = mapped_column(Date, primary_key=True)
    sessions: Mapped[list[Any]]
    decided_at: Mapped[datetime]
