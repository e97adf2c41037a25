"""Schema "intake": rows, constraints and indexes."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, ForeignKeyConstraint, Index, SmallInteger, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from shared.db.schema import Rows, schema_metadata
from shared.messaging.tables import inbox_tables, ledger_tables

METADATA = schema_metadata("intake")
ledger_tables(METADATA)
inbox_tables(METADATA)


class IntakeRows(Rows):
    """Rows of this schema."""

    __abstract__ = True
    metadata = METADATA


def _nfc(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} is nfc normalized", name=f"{column}_nfc")


class OfficeRow(IntakeRows):
    """A unit or desk. `path` is kept beside `parent`: reach and subtree are asked with every request."""

    __tablename__ = "offices"
    __table_args__ = (_nfc("name"), Index(None, "path", postgresql_using="gin"))

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    folded: Mapped[str]
    level: Mapped[str]
    parent: Mapped[str | None] = mapped_column(ForeignKey("intake.offices.code"), index=True)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    successor: Mapped[str | None]
    code_prefix: Mapped[str]
    path: Mapped[list[str]] = mapped_column(ARRAY(Text))


class OfficeAliasRow(IntakeRows):
    """Another name of an office, with the days on which it means this one."""

    __tablename__ = "office_aliases"

    alias: Mapped[str] = mapped_column(primary_key=True)
    office: Mapped[str] = mapped_column(ForeignKey("intake.offices.code"), primary_key=True, index=True)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)


class OfficeHoursRow(IntakeRows):
    """Hours decided for an office from a day on; `decided_at` lets an old promise be explained as it was made."""

    __tablename__ = "office_hours"

    office: Mapped[str] = mapped_column(ForeignKey("intake.offices.code"), primary_key=True)
    valid_from: Mapped[date] = mapped_column(Date, primary_key=True)
    sessions: Mapped[list[Any]]
    decided_at: Mapped[datetime]


class FieldRow(IntakeRows):
    """A field of administration (lĩnh vực); old names have no national code."""

    __tablename__ = "fields"

    name: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str | None]


class ProcedureRow(IntakeRows):
    """One published version of a procedure. `terms` has the channels whose term differs from the main one."""

    __tablename__ = "procedures"
    __table_args__ = (_nfc("name"), Index(None, "field"))

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


class DossierRow(IntakeRows):
    """A dossier as received, and the only home of the applicant's data.

    Offices are looked up before and never deleted, so there is no foreign key: its share lock on the desk's row
    would be taken by every receipt.
    """

    __tablename__ = "dossiers"
    __table_args__ = (
        _nfc("applicant_name"),
        _nfc("address"),
        _nfc("summary"),
        CheckConstraint("returned_at >= ended_at and ended_at >= accepted_at", name="order_of_times"),
        Index(None, "office", "accepted_at", "id"),
        Index(None, "desk", "accepted_at", "id"),
        Index(None, "accepted_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    office: Mapped[str]
    desk: Mapped[str]
    procedure: Mapped[str]
    procedure_version: Mapped[int]
    procedure_name: Mapped[str]
    field: Mapped[str]
    level: Mapped[str]
    channel: Mapped[str]
    accepted_at: Mapped[datetime]
    term_unit: Mapped[str | None]
    term_amount: Mapped[int | None]
    counts_by: Mapped[str]
    due_at: Mapped[datetime | None]
    due_on: Mapped[date | None] = mapped_column(Date)
    origin: Mapped[str]
    received_by: Mapped[str]
    applicant_name: Mapped[str]
    applicant_kind: Mapped[str]
    identity_number: Mapped[str | None]
    identity_is_odd: Mapped[bool]
    phone: Mapped[str | None]
    address: Mapped[str | None]
    summary: Mapped[str | None]
    sets: Mapped[int] = mapped_column(SmallInteger)
    papers: Mapped[list[Any]]
    lead_agency: Mapped[str | None]
    result_way: Mapped[str | None]
    note: Mapped[str | None]
    outcome: Mapped[str | None]
    ended_at: Mapped[datetime | None]
    returned_at: Mapped[datetime | None]
    register_import: Mapped[UUID | None]
    entry_digest: Mapped[bytes | None]


class DossierNumberRow(IntakeRows):
    """The last number given under a prefix on a legal day: gapless, because it moves in the dossier's transaction."""

    __tablename__ = "dossier_numbers"

    prefix: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    last: Mapped[int]


class IdempotencyKeyRow(IntakeRows):
    """A caller's key, the digest of what was sent with it, and the dossier it made."""

    __tablename__ = "idempotency_keys"

    subject: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[bytes]
    dossier: Mapped[UUID]
    made_at: Mapped[datetime]


class RegisterImportRow(IntakeRows):
    """A register book handed in, and how far it has been worked off; moves in the transaction of each batch."""

    __tablename__ = "register_imports"
    __table_args__ = (
        CheckConstraint("state in ('waiting', 'reading', 'writing', 'done', 'failed')", name="state"),
        Index(None, "created_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    office: Mapped[str] = mapped_column(ForeignKey("intake.offices.code"))
    file_name: Mapped[str]
    file_digest: Mapped[str]
    file_bytes: Mapped[int]
    is_committing: Mapped[bool]
    state: Mapped[str]
    reason: Mapped[str | None]
    rows: Mapped[int]
    done: Mapped[int]
    imported: Mapped[int]
    unchanged: Mapped[int]
    last_gid: Mapped[int | None] = mapped_column(BigInteger)
    requested_by: Mapped[str]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class RegisterRejectRow(IntakeRows):
    """A row of a book that was not taken, and why. `sheet` is empty where the book has one register only."""

    __tablename__ = "register_rejects"

    register_import: Mapped[UUID] = mapped_column(ForeignKey("intake.register_imports.id"), primary_key=True)
    sheet: Mapped[str] = mapped_column(primary_key=True)
    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reason: Mapped[str]
