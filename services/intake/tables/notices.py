"""By what applicants agreed to be told. The messages themselves: shared/notify/tables.py."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.intake.tables.schema import IntakeRows


class ConsentRow(IntakeRows):
    """What an applicant agreed to from a moment on, and to whom they said so; the newest row of a dossier holds.

    Never changed, but that erasing empties `reason`.
    """

    __tablename__ = "consents"
    __table_args__ = (Index(None, "dossier", "gid"),)

    gid: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    dossier: Mapped[UUID]
    media: Mapped[list[str]] = mapped_column(ARRAY(Text))
    reason: Mapped[str | None]
    given_by: Mapped[str]
    given_at: Mapped[datetime]
