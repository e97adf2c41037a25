"""What offices are to one another: successors through reforms, agencies at a desk, and who takes which field there."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.intake.tables.schema import IntakeRows, nfc


class OfficeSuccessionRow(IntakeRows):
    """Which offices continue one that ended, from a day on; the default one takes over what it had open."""

    __tablename__ = "office_successions"
    __table_args__ = (
        Index("uq_office_successions_default", "office", unique=True, postgresql_where="is_default"),
        CheckConstraint("office <> successor", name="not_itself"),
    )

    office: Mapped[str] = mapped_column(ForeignKey("intake.offices.code"), primary_key=True)
    successor: Mapped[str] = mapped_column(ForeignKey("intake.offices.code"), primary_key=True, index=True)
    from_on: Mapped[date] = mapped_column(Date)
    is_whole: Mapped[bool]
    is_default: Mapped[bool]


class DeskAgencyRow(IntakeRows):
    """A department or vertical agency whose dossiers a desk takes in, with the days on which it does."""

    __tablename__ = "desk_agencies"
    __table_args__ = (CheckConstraint("valid_to >= valid_from", name="validity"),)

    desk: Mapped[str] = mapped_column(ForeignKey("intake.offices.code"), primary_key=True)
    agency: Mapped[str] = mapped_column(ForeignKey("intake.offices.code"), primary_key=True, index=True)
    valid_from: Mapped[date] = mapped_column(Date, primary_key=True)
    valid_to: Mapped[date | None] = mapped_column(Date)


class DeskDutyRow(IntakeRows):
    """One act that gives a person a group of fields at a desk, or takes it away. Acts are added, never changed."""

    __tablename__ = "desk_duties"
    __table_args__ = (
        nfc("group_name"),
        CheckConstraint("valid_to >= valid_from", name="validity"),
        CheckConstraint("rank in ('primary', 'secondary', 'released')", name="rank"),
        Index(None, "desk", "valid_from"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    desk: Mapped[str] = mapped_column(ForeignKey("intake.offices.code"))
    person: Mapped[str]
    group_name: Mapped[str]
    fields: Mapped[list[str]] = mapped_column(ARRAY(Text))
    rank: Mapped[str]
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    decided_by: Mapped[str]
    decided_at: Mapped[datetime]
