"""What a portal handed us, and what people decided about it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from services.portal.tables.schema import PortalRows


class InboundRow(PortalRows):
    """A message as it came (`raw`, sealed; emptied once nothing in it is needed any more) and how far it is.

    `raw_mark` is of the bytes, `mark` of the content: keyed hashes, since both speak of a person. `received` counts
    how often it came. `desk` is where a person said it belongs. `account` is the portal's account of who filed, sealed:
    what is told of the dossier names it.
    """

    __tablename__ = "inbound"
    __table_args__ = (
        CheckConstraint("state in ('stored', 'applied', 'quarantined', 'refused')", name="state"),
        Index("uq_inbound_connection_raw_mark", "connection", "raw_mark", unique=True),
        Index("ix_inbound_connection_portal_code", "connection", "portal_code"),
        Index("ix_inbound_next_at", "next_at", postgresql_where=text("state = 'stored'")),
        Index("ix_inbound_received_at", "received_at", "id"),
        Index("ix_inbound_dossier", "dossier"),
        Index("ix_inbound_filing", "filing"),
        Index("ix_inbound_settled_at", "settled_at", postgresql_where=text("raw is not null")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    connection: Mapped[str]
    kind: Mapped[str | None]
    portal_code: Mapped[str | None]
    round: Mapped[int | None] = mapped_column(SmallInteger)
    raw: Mapped[bytes | None]
    account: Mapped[bytes | None]
    raw_mark: Mapped[bytes]
    mark: Mapped[bytes | None]
    state: Mapped[str]
    reason: Mapped[str | None]
    about: Mapped[str | None]
    desk: Mapped[str | None]
    filing: Mapped[UUID | None]
    dossier: Mapped[UUID | None]
    result: Mapped[dict[str, Any]]
    received: Mapped[int] = mapped_column(server_default=text("1"))
    tries: Mapped[int] = mapped_column(server_default=text("0"))
    received_at: Mapped[datetime]
    next_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]


class InboundActRow(PortalRows):
    """What a person decided about a message and why; append-only by grant and by trigger."""

    __tablename__ = "inbound_acts"
    __table_args__ = (Index("ix_inbound_acts_inbound", "inbound", "number"),)

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    inbound: Mapped[UUID] = mapped_column(ForeignKey(InboundRow.id))
    act: Mapped[str]
    desk: Mapped[str | None]
    reason: Mapped[str]
    actor: Mapped[str]
    at: Mapped[datetime]
