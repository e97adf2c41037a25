"""Every print of a paper."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.processing.tables.schema import ProcessingRows
from services.processing.tables.work import DossierRow


class PrintRow(ProcessingRows):
    """One print; append-only by grant and by trigger. `version` is of the act that made the paper, none of the slip."""

    __tablename__ = "prints"
    __table_args__ = (Index("ix_prints_dossier", "dossier", "number"),)

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    dossier: Mapped[UUID] = mapped_column(ForeignKey(DossierRow.id))
    version: Mapped[int | None]
    form: Mapped[str]
    size: Mapped[str]
    sha256: Mapped[str]
    signer: Mapped[str | None]
    printed_at: Mapped[datetime]
    printed_by: Mapped[str]
