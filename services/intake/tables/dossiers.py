"""Dossiers as received, their numbers, and the keys that make a repeat recognisable."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, Index, SmallInteger, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.intake.tables.schema import IntakeRows, nfc


class DossierRow(IntakeRows):
    """A dossier as received and corrected, and the only home of the applicant's data.

    `marks` is what it is found by, on its card: words of names, telephone numbers (`+84…`), blind marks of identity
    numbers (`#…`).
    `proxy` has its identity number sealed, as `identity_sealed` is the applicant's.

    Offices are looked up before and never deleted, so there is no foreign key: its share lock on the desk's row
    would be taken by every receipt.
    """

    __tablename__ = "dossiers"
    __table_args__ = (
        nfc("applicant_name"),
        nfc("address"),
        nfc("summary"),
        CheckConstraint("returned_at >= ended_at and ended_at >= accepted_at", name="order_of_times"),
        Index(None, "office", "accepted_at", "id"),
        Index(None, "desk", "accepted_at", "id"),
        Index(None, "accepted_at", "id"),
        Index("ix_dossiers_number_in_clear", "id", postgresql_where=text("identity_number is not null")),
        Index(
            "ix_dossiers_procedure_accepted_at_kept",
            *("procedure", "accepted_at"),
            postgresql_where=text("erased_at is null"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    office: Mapped[str]
    desk: Mapped[str]
    procedure: Mapped[str]
    procedure_version: Mapped[int]
    procedure_name: Mapped[str]
    field: Mapped[str]
    level: Mapped[str]
    channel: Mapped[str]
    accepted_at: Mapped[datetime]
    term_unit: Mapped[str | None]
    term_amount: Mapped[int | None]
    counts_by: Mapped[str]
    due_at: Mapped[datetime | None]
    due_on: Mapped[date | None] = mapped_column(Date)
    origin: Mapped[str]
    received_by: Mapped[str]
    applicant_name: Mapped[str]
    applicant_kind: Mapped[str]
    identity_number: Mapped[str | None]  # a release before sealing wrote it in clear; the key job seals and empties it
    identity_sealed: Mapped[bytes | None]
    identity_is_odd: Mapped[bool]
    phone: Mapped[str | None]
    address: Mapped[str | None]
    summary: Mapped[str | None]
    sets: Mapped[int] = mapped_column(SmallInteger)
    papers: Mapped[list[Any]]
    lead_agency: Mapped[str | None]
    result_way: Mapped[str | None]
    note: Mapped[str | None]
    outcome: Mapped[str | None]
    ended_at: Mapped[datetime | None]
    returned_at: Mapped[datetime | None]
    register_import: Mapped[UUID | None]
    entry_digest: Mapped[bytes | None]
    email: Mapped[str | None]
    born_on: Mapped[date | None] = mapped_column(Date)
    proxy: Mapped[dict[str, Any] | None]
    case_name: Mapped[str | None]
    fees: Mapped[list[Any]] = mapped_column(server_default=text("'[]'"))
    result_address: Mapped[str | None]
    marks: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    filing: Mapped[UUID | None]
    revision: Mapped[int] = mapped_column(SmallInteger, server_default=text("1"))
    erased_at: Mapped[datetime | None]


class DossierNumberRow(IntakeRows):
    """The last number given under a prefix on a legal day: gapless, because it moves in the dossier's transaction."""

    __tablename__ = "dossier_numbers"

    prefix: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    last: Mapped[int]


class IdempotencyKeyRow(IntakeRows):
    """A caller's key, the digest of what was sent with it, and the dossier it made."""

    __tablename__ = "idempotency_keys"

    subject: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[bytes]
    dossier: Mapped[UUID]
    made_at: Mapped[datetime]
