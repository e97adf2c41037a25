"""Comparisons with a portal, and the shares that were stated to the yearbook."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Date, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from services.portal.tables.lanes import LaneRow
from services.portal.tables.schema import PortalRows

_NONE = text("0")


class ReconciliationRow(PortalRows):
    """One comparison of the dossiers accepted on the days from `from_on` to `to_on`.

    `owed`: not told yet, so not compared.
    """

    __tablename__ = "reconciliations"
    __table_args__ = (Index("ix_reconciliations_connection", "connection", "number"),)

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    connection: Mapped[str]
    from_on: Mapped[date] = mapped_column(Date)
    to_on: Mapped[date] = mapped_column(Date)
    asked_by: Mapped[str]
    asked_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    looked: Mapped[int] = mapped_column(server_default=_NONE)
    same: Mapped[int] = mapped_column(server_default=_NONE)
    missing: Mapped[int] = mapped_column(server_default=_NONE)
    different: Mapped[int] = mapped_column(server_default=_NONE)
    owed: Mapped[int] = mapped_column(server_default=_NONE)


class ReconciliationItemRow(PortalRows):
    """One difference of one dossier."""

    __tablename__ = "reconciliation_items"

    reconciliation: Mapped[int] = mapped_column(
        BigInteger, ForeignKey(ReconciliationRow.number), primary_key=True, autoincrement=False
    )
    lane: Mapped[UUID] = mapped_column(ForeignKey(LaneRow.id), primary_key=True)
    what: Mapped[str] = mapped_column(primary_key=True)
    ours: Mapped[str]
    theirs: Mapped[str]


class ShareStatedRow(PortalRows):
    """What the yearbook was last told of an office and period, so that it is told only news."""

    __tablename__ = "shares_stated"

    office: Mapped[str] = mapped_column(primary_key=True)
    from_on: Mapped[date] = mapped_column(Date, primary_key=True)
    to_on: Mapped[date] = mapped_column(Date, primary_key=True)
    told: Mapped[int]
    accepted: Mapped[int]
    stated_at: Mapped[datetime]
