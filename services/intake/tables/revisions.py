"""What corrections replaced: every earlier revision of a dossier, with who put it right and why."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, SmallInteger, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.intake.tables.schema import IntakeRows


class DossierRevisionRow(IntakeRows):
    """A superseded revision: `particulars` as they were (identity numbers sealed, null once erased)."""

    __tablename__ = "dossier_revisions"

    dossier: Mapped[UUID] = mapped_column(ForeignKey("intake.dossiers.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    particulars: Mapped[dict[str, Any] | None]
    changed: Mapped[list[str]] = mapped_column(ARRAY(Text))
    reason: Mapped[str | None]
    replaced_by: Mapped[str]
    replaced_at: Mapped[datetime]
