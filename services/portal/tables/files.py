"""Links to files that were taken back, and every fetch."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from services.portal.tables.schema import PortalRows


class RevokedLinkRow(PortalRows):
    """A file of a dossier that no link opens any more; append-only."""

    __tablename__ = "revoked_links"

    dossier: Mapped[UUID] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str]
    revoked_by: Mapped[str]
    revoked_at: Mapped[datetime]


class FileFetchRow(PortalRows):
    """One fetch by a link of ours, let through or not; who asked is not kept. Append-only."""

    __tablename__ = "file_fetches"
    __table_args__ = (Index("ix_file_fetches_lane", "lane", "number"),)

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    lane: Mapped[UUID]
    digest: Mapped[str]
    at: Mapped[datetime]
    status: Mapped[int] = mapped_column(SmallInteger)
