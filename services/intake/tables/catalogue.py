"""The catalogue of procedures: fields, published versions, their papers."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKeyConstraint, Index, SmallInteger, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.intake.tables.schema import IntakeRows, nfc


class FieldRow(IntakeRows):
    """A field of administration (lĩnh vực); old names have no national code."""

    __tablename__ = "fields"

    name: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str | None]


class ProcedureRow(IntakeRows):
    """One published version of a procedure. `terms` has the channels whose term differs from the main one."""

    __tablename__ = "procedures"
    __table_args__ = (nfc("name"), Index(None, "field"))

    code: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    name: Mapped[str]
    folded: Mapped[str]
    field: Mapped[str]
    levels: Mapped[list[str]] = mapped_column(ARRAY(Text))
    decision: Mapped[str]
    agency: Mapped[str]
    subjects: Mapped[str]
    channels: Mapped[list[str]] = mapped_column(ARRAY(Text))
    term_unit: Mapped[str | None]
    term_amount: Mapped[int | None]
    term_source: Mapped[str]
    term_text: Mapped[str]
    terms: Mapped[dict[str, Any]]
    fee_min: Mapped[int | None]
    fee_max: Mapped[int | None]
    fee_text: Mapped[str]
    result: Mapped[str]
    source: Mapped[str]


class ProcedurePaperRow(IntakeRows):
    """One paper of the dossier that a version asks for."""

    __tablename__ = "procedure_papers"
    __table_args__ = (
        ForeignKeyConstraint(["procedure", "version"], ["intake.procedures.code", "intake.procedures.version"]),
    )

    procedure: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    when: Mapped[str]
    name: Mapped[str]
    form_file: Mapped[str]
    originals: Mapped[int | None] = mapped_column(SmallInteger)
    copies: Mapped[int | None] = mapped_column(SmallInteger)


class CatalogueVersionRow(IntakeRows):
    """One number that grows with every change to offices, hours or procedures: what was looked up is then stale."""

    __tablename__ = "catalogue_version"
    __table_args__ = (CheckConstraint("one", name="one"),)

    one: Mapped[bool] = mapped_column(primary_key=True)
    version: Mapped[int]
