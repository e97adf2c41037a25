"""Payments online and the words of their platform."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from services.portal.tables.schema import PortalRows


class PaymentRow(PortalRows):
    """One attempt to pay for a dossier, in đồng. `apply_at`: paid, and our services are still to be told."""

    __tablename__ = "payments"
    __table_args__ = (
        CheckConstraint("state in ('started', 'paid', 'failed', 'unknown')", name="state"),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("(state = 'paid') = (paid_at is not null)", name="paid"),
        Index("uq_payments_started", "dossier", unique=True, postgresql_where=text("state = 'started'")),
        Index("uq_payments_connection_transaction", "connection", "transaction", unique=True),
        Index("ix_payments_dossier", "dossier", "started_at"),
        Index(
            "ix_payments_next_ask_at",
            *("connection", "next_ask_at"),
            postgresql_where=text("next_ask_at is not null"),
        ),
        Index("ix_payments_apply_at", "connection", "apply_at", postgresql_where=text("apply_at is not null")),
    )

    reference: Mapped[str] = mapped_column(primary_key=True)
    dossier: Mapped[UUID]
    connection: Mapped[str]
    amount: Mapped[int] = mapped_column(BigInteger)
    is_of_fees: Mapped[bool]
    state: Mapped[str]
    transaction: Mapped[str | None]
    address: Mapped[str | None]
    started_by: Mapped[str]
    started_at: Mapped[datetime]
    asks: Mapped[int] = mapped_column(server_default=text("0"))
    next_ask_at: Mapped[datetime | None]
    paid_at: Mapped[datetime | None]
    apply_at: Mapped[datetime | None]
    applied_at: Mapped[datetime | None]
    apply_trouble: Mapped[str | None]


class PaymentWordRow(PortalRows):
    """What the platform said, and what we made of it; append-only. `source`: start, callback, query."""

    __tablename__ = "payment_words"
    __table_args__ = (Index("ix_payment_words_reference", "reference", "number"),)

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    reference: Mapped[str] = mapped_column(ForeignKey(PaymentRow.reference))
    at: Mapped[datetime]
    source: Mapped[str]
    code: Mapped[str]
    amount: Mapped[int | None] = mapped_column(BigInteger)
    transaction: Mapped[str | None]
    verdict: Mapped[str]
