"""What people found when they looked into what seemed odd."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.stats.tables.schema import StatsRows


class OddityReviewRow(StatsRows):
    """A person's decision on one dossier and one kind of oddity. Append-only: the newest holds."""

    __tablename__ = "oddity_reviews"
    __table_args__ = (
        CheckConstraint("decision in ('explained', 'confirmed', 'reopened')", name="decision"),
        Index(None, "kind", "dossier", "number"),
    )

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    kind: Mapped[str]
    dossier: Mapped[UUID]
    decision: Mapped[str]
    note: Mapped[str]
    reviewed_at: Mapped[datetime]
    reviewed_by: Mapped[str]
