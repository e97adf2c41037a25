"""Which databases about people were asked, and for which dossier."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from services.portal.tables.schema import PortalRows


class LookupRow(PortalRows):
    """One question; whom it was about is not kept. Append-only.

    `found` is empty where no answer came, `digest` says which file it brought.
    """

    __tablename__ = "lookups"
    __table_args__ = (
        CheckConstraint("database in ('paper_store', 'population')", name="database"),
        Index("ix_lookups_digest", "digest", postgresql_where=text("digest is not null")),
        Index("ix_lookups_asked_at", "asked_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    connection: Mapped[str]
    desk: Mapped[str]
    procedure: Mapped[str]
    database: Mapped[str]
    found: Mapped[int | None]
    digest: Mapped[str | None]
    asked_by: Mapped[str]
    asked_at: Mapped[datetime]


class LookupDossierRow(PortalRows):
    """For which dossier or filing it was asked: known once that exists, stated by who asked. Append-only."""

    __tablename__ = "lookup_dossiers"

    lookup: Mapped[UUID] = mapped_column(ForeignKey(LookupRow.id), primary_key=True)
    dossier: Mapped[UUID] = mapped_column(index=True)
    stated_by: Mapped[str]
    stated_at: Mapped[datetime]
