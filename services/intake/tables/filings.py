"""Filings before they are received or turned away, and what was done to them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, SmallInteger, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.intake.tables.schema import IntakeRows, nfc


class FilingRow(IntakeRows):
    """A filing as it stands, with the applicant's data as it was filed; `digest` is of what was sent, keyed.

    Numbers of people are sealed and `marks` made as in `DossierRow`. The three indexes each serve one state of one
    desk, one competent office, or all: a page is then as fast at a million filings as at a hundred.
    """

    __tablename__ = "filings"
    __table_args__ = (
        UniqueConstraint("source_code", "source"),
        UniqueConstraint("dossier"),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("(state = 'accepted') = (dossier is not null)", name="dossier"),
        nfc("applicant_name"),
        nfc("address"),
        nfc("summary"),
        Index(None, "desk", "state", "answer_due_at", "id"),
        Index(None, "office", "state", "answer_due_at", "id"),
        Index(None, "state", "answer_due_at", "id"),
        Index(None, "marks", postgresql_using="gin"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int]
    state: Mapped[str]
    source: Mapped[str]
    source_code: Mapped[str]
    slip: Mapped[str | None]
    digest: Mapped[bytes]
    desk: Mapped[str]
    office: Mapped[str]
    procedure: Mapped[str]
    procedure_version: Mapped[int]
    procedure_name: Mapped[str]
    field: Mapped[str]
    level: Mapped[str]
    channel: Mapped[str]
    filed_at: Mapped[datetime]
    filed_by: Mapped[str]
    recorded_at: Mapped[datetime]
    last_act_at: Mapped[datetime]
    answer_due_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    is_late: Mapped[bool]
    completion_due_on: Mapped[date | None] = mapped_column(Date)
    reason_code: Mapped[str | None]
    dossier: Mapped[UUID | None]
    dossier_code: Mapped[str | None]
    applicant_name: Mapped[str]
    applicant_kind: Mapped[str]
    identity_sealed: Mapped[bytes | None]
    phone: Mapped[str | None]
    address: Mapped[str | None]
    email: Mapped[str | None]
    born_on: Mapped[date | None] = mapped_column(Date)
    proxy: Mapped[dict[str, Any] | None]
    marks: Mapped[list[str]] = mapped_column(ARRAY(Text))
    summary: Mapped[str | None]
    case_name: Mapped[str | None]
    sets: Mapped[int] = mapped_column(SmallInteger)
    papers: Mapped[list[Any]]
    fees: Mapped[list[Any]]
    result_way: Mapped[str]
    result_address: Mapped[str | None]


class FilingActRow(IntakeRows):
    """One act of a filing's history. By grant and by trigger only the words (`reason`, `says`) can be emptied."""

    __tablename__ = "filing_acts"
    __table_args__ = (nfc("reason"),)

    filing: Mapped[UUID] = mapped_column(ForeignKey("intake.filings.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    act: Mapped[str]
    from_state: Mapped[str | None]
    to_state: Mapped[str]
    actor: Mapped[str]
    happened_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    reason_code: Mapped[str | None]
    reason: Mapped[str | None]
    says: Mapped[dict[str, Any] | None]
