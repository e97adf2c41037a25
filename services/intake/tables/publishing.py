"""Publishing decisions with their items, locally shortened limits, and who changed the catalogue when."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Identity, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.intake.tables.schema import IntakeRows, nfc


class PublishingDecisionRow(IntakeRows):
    """A decision that is prepared, then published; `entered_on` is the day of its entry in the national database."""

    __tablename__ = "publishing_decisions"
    __table_args__ = (
        nfc("title"),
        UniqueConstraint("issuer", "number", "decided_on"),
        CheckConstraint(
            "published_at is null or (published_by is not null and number is not null and decided_on is not null"
            " and effective_on is not null)",
            name="published_whole",
        ),
        Index(None, "decided_on"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    issuer: Mapped[str] = mapped_column(ForeignKey("intake.offices.code"))
    number: Mapped[str | None]
    decided_on: Mapped[date | None] = mapped_column(Date)
    title: Mapped[str]
    effective_on: Mapped[date | None] = mapped_column(Date)
    legal_basis: Mapped[list[Any]]
    prepared_by: Mapped[str]
    prepared_at: Mapped[datetime]
    published_by: Mapped[str | None]
    published_at: Mapped[datetime | None]
    entered_on: Mapped[date | None] = mapped_column(Date)


class PublishingItemRow(IntakeRows):
    """What a decision does to one procedure; `content` is the whole new version, `version` its number once out."""

    __tablename__ = "publishing_items"
    __table_args__ = (
        CheckConstraint("action in ('new', 'amended', 'replaced', 'abolished')", name="action"),
        CheckConstraint("(content is not null) = (action in ('new', 'amended'))", name="content"),
        CheckConstraint("(replaced_by is not null) = (action = 'replaced')", name="replaced_by"),
        Index(None, "procedure"),
    )

    decision: Mapped[UUID] = mapped_column(ForeignKey("intake.publishing_decisions.id"), primary_key=True)
    procedure: Mapped[str] = mapped_column(primary_key=True)
    action: Mapped[str]
    replaced_by: Mapped[str | None]
    content: Mapped[dict[str, Any] | None]
    version: Mapped[int | None]


class ShortenedLimitRow(IntakeRows):
    """A limit that an office shortened for itself and every office below it."""

    __tablename__ = "shortened_limits"
    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="validity"),
        UniqueConstraint("procedure", "office", "channel", "when", "valid_from", postgresql_nulls_not_distinct=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office: Mapped[str] = mapped_column(ForeignKey("intake.offices.code"), index=True)
    procedure: Mapped[str]
    channel: Mapped[str | None]
    when: Mapped[str | None]
    term_unit: Mapped[str]
    term_amount: Mapped[int]
    decision: Mapped[str]
    decided_on: Mapped[date] = mapped_column(Date)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    shortened_by: Mapped[str]
    shortened_at: Mapped[datetime]


class CatalogueActRow(IntakeRows):
    """Who did what to the catalogue, and when. Append-only, by grant and by trigger."""

    __tablename__ = "catalogue_acts"
    __table_args__ = (Index(None, "decision", "id"), Index(None, "subject", "id"))

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str]
    act: Mapped[str]
    decision: Mapped[UUID | None]
    subject: Mapped[str]
    detail: Mapped[dict[str, Any]]
