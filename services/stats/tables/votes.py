"""What people and other systems tell the yearbook directly: votes, petitions, counts stated for the indices."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, Numeric, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from services.stats.tables.books import DossierRow
from services.stats.tables.schema import StatsRows

_ONE_SUBJECT = "dossier is not null or desk is not null"
# A vote names the code on the receipt, and may come before the dossier is known here.
Index("ix_dossiers_code", DossierRow.code)
# What costs points of the index: a few of a hundred, found without walking over the others of a province.
Index(
    "ix_dossiers_office_costly",
    DossierRow.office,
    DossierRow.resolved_on,
    postgresql_where=text("resolved_on is not null and (not index_in_time or index_overdue is not null)"),
)


class RatingRow(StatsRows):
    """A vote as it was given; append-only. `office` counts it, null while its dossier is not known.

    Who changes his vote adds another that `replaces` it; the one that nobody replaced counts.

    `verdict`: 1 satisfied, 0 neutral, -1 dissatisfied. Proof and device are SHA-256 digests; no free text is kept.
    """

    __tablename__ = "ratings"
    __table_args__ = (
        CheckConstraint(_ONE_SUBJECT, name="subject"),
        CheckConstraint("num_nonnulls(attitude, time, place, whole) > 0", name="answers"),
        CheckConstraint("verdict between -1 and 1", name="verdict"),
        CheckConstraint("octet_length(proof) = 32", name="proof"),
        Index(
            "uq_ratings_first_on_dossier",
            *("dossier", "proof"),
            unique=True,
            postgresql_where=text("dossier is not null and replaces is null"),
        ),
        Index(
            "uq_ratings_first_on_desk",
            *("desk", "proof"),
            unique=True,
            postgresql_where=text("dossier is null and replaces is null"),
        ),
        Index("uq_ratings_replaces", "replaces", unique=True, postgresql_where=text("replaces is not null")),
        Index(None, "office", "given_on"),
        Index("ix_ratings_disliked", "office", "given_on", postgresql_where=text("verdict < 0")),
        Index("ix_ratings_without_office", "given_on", postgresql_where=text("office is null")),
        Index(None, "device", "given_at"),
    )

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    dossier: Mapped[str | None]
    desk: Mapped[str | None]
    office: Mapped[str | None]
    proof: Mapped[bytes]
    scale: Mapped[str]
    attitude: Mapped[int | None] = mapped_column(SmallInteger)
    time: Mapped[int | None] = mapped_column(SmallInteger)
    place: Mapped[int | None] = mapped_column(SmallInteger)
    whole: Mapped[int | None] = mapped_column(SmallInteger)
    verdict: Mapped[int] = mapped_column(SmallInteger)
    source: Mapped[str]
    is_desk_address: Mapped[bool]
    device: Mapped[bytes | None]
    given_at: Mapped[datetime]
    given_on: Mapped[date]
    taken_at: Mapped[datetime]
    taken_by: Mapped[str]
    replaces: Mapped[UUID | None]


class PetitionRow(StatsRows):
    """A petition or complaint by the reference under which its system keeps it; append-only."""

    __tablename__ = "petitions"
    __table_args__ = (
        Index(None, "office", "received_on"),
        Index(None, "dossier", postgresql_where=text("dossier is not null")),
    )

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    reference: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    office: Mapped[str]
    dossier: Mapped[str | None]
    received_at: Mapped[datetime]
    received_on: Mapped[date]


class PetitionActRow(StatsRows):
    """One act on a petition; append-only. `due_on` is when it was due, `owes` and `owes_by` what is due after it."""

    __tablename__ = "petition_acts"
    __table_args__ = (Index(None, "happened_on"),)

    petition: Mapped[UUID] = mapped_column(ForeignKey(PetitionRow.id), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    act: Mapped[str]
    happened_at: Mapped[datetime]
    happened_on: Mapped[date]
    due_on: Mapped[date | None]
    owes: Mapped[str | None]
    owes_by: Mapped[date | None]
    verdict: Mapped[int | None] = mapped_column(SmallInteger)
    finding: Mapped[str | None]
    taken_at: Mapped[datetime]
    taken_by: Mapped[str]


class IndexInputRow(StatsRows):
    """A count that somebody states for an item of an index; append-only, the newest of a kind holds."""

    __tablename__ = "index_inputs"
    __table_args__ = (
        CheckConstraint("from_on <= to_on", name="period"),
        CheckConstraint("numerator >= 0 and numerator <= denominator", name="counts"),
        CheckConstraint("num_nonnulls(numerator, denominator) in (0, 2)", name="pair"),
        CheckConstraint("num_nonnulls(denominator, points) > 0", name="something"),
        Index(None, "office", "from_on", "to_on", "criteria"),
    )

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    criteria: Mapped[str]
    item: Mapped[str]
    office: Mapped[str]
    from_on: Mapped[date]
    to_on: Mapped[date]
    kind: Mapped[str]
    numerator: Mapped[int | None] = mapped_column(BigInteger)
    denominator: Mapped[int | None] = mapped_column(BigInteger)
    points: Mapped[Decimal | None] = mapped_column(Numeric(8, 4))
    source: Mapped[str]
    stated_at: Mapped[datetime]
    stated_by: Mapped[str]
