"""What a portal's catalogue would change in ours: proposals, and what a registrar made of them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from services.portal.tables.schema import PortalRows


class CatalogueChangeRow(PortalRows):
    """One difference. `mark` tells it from another of its kind; `gone`: the two catalogues no longer differ in it."""

    __tablename__ = "catalogue_changes"
    __table_args__ = (
        UniqueConstraint("connection", "procedure", "kind", "mark"),
        CheckConstraint("state in ('open', 'drafted', 'by_hand', 'rejected', 'gone')", name="state"),
        Index("ix_catalogue_changes_state", "state", "number"),
    )

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    connection: Mapped[str]
    procedure: Mapped[str]
    kind: Mapped[str]
    mark: Mapped[str]
    sentence: Mapped[str]
    removed: Mapped[list[str]] = mapped_column(ARRAY(Text))
    added: Mapped[list[str]] = mapped_column(ARRAY(Text))
    state: Mapped[str]
    found_at: Mapped[datetime]
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    reason: Mapped[str | None]
    decision: Mapped[UUID | None]
