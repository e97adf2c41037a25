"""The catalogue of procedures: fields, published versions, their papers."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Computed,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    SmallInteger,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from services.intake.tables.schema import IntakeRows, nfc

# The folded name as words to search by: letters and digits only, so that what is typed can never be a query's syntax.
_WORDS = "array_to_tsvector(string_to_array(btrim(regexp_replace(folded, '[^a-z0-9]+', ' ', 'g')), ' '))"


class FieldRow(IntakeRows):
    """A field of administration (lĩnh vực); old names have no national code."""

    __tablename__ = "fields"

    name: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str | None]


class ProcedureRow(IntakeRows):
    """One published version of a procedure. `terms` has the channels whose term differs from the main one."""

    __tablename__ = "procedures"
    __table_args__ = (
        nfc("name"),
        CheckConstraint(
            "num_nulls(cases, fees, results, stages, is_no_wait, needs_no_receipt) = 0",  # not NOT NULL: see migration
            name="whole",
        ),
        CheckConstraint("valid_to >= valid_from", name="validity"),
        CheckConstraint("online in ('full', 'partial', 'none')", name="online"),
        CheckConstraint("retention_months > 0", name="retention_months"),
        Index(None, "field"),
        Index(None, "words", postgresql_using="gin"),
        Index("ix_procedures_name_length", text("length(folded)")),
        Index("uq_procedures_code_running", "code", unique=True, postgresql_where=text("valid_to is null")),
    )

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
    cases: Mapped[list[Any]] = mapped_column(server_default="[]", nullable=True)
    fees: Mapped[list[Any]] = mapped_column(server_default="[]", nullable=True)
    results: Mapped[list[Any]] = mapped_column(server_default="[]", nullable=True)
    stages: Mapped[list[Any]] = mapped_column(server_default="[]", nullable=True)
    online: Mapped[str | None]
    is_no_wait: Mapped[bool] = mapped_column(server_default="false", nullable=True)
    needs_no_receipt: Mapped[bool] = mapped_column(server_default="false", nullable=True)
    retention_months: Mapped[int | None]
    group: Mapped[str | None]
    published_in: Mapped[UUID | None] = mapped_column(ForeignKey("intake.publishing_decisions.id"))
    words: Mapped[Any] = mapped_column(TSVECTOR, Computed(_WORDS), nullable=True)


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
    electronic: Mapped[int | None] = mapped_column(SmallInteger)


class ProcedureGroupRow(IntakeRows):
    """Procedures done in one go, over several agencies (liên thông)."""

    __tablename__ = "procedure_groups"
    __table_args__ = (nfc("name"),)

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    basis: Mapped[str]


class CatalogueVersionRow(IntakeRows):
    """One number that grows with every change to offices, hours or procedures: what was looked up is then stale."""

    __tablename__ = "catalogue_version"
    __table_args__ = (CheckConstraint("one", name="one"),)

    one: Mapped[bool] = mapped_column(primary_key=True)
    version: Mapped[int]
