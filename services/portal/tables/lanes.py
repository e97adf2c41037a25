"""Lanes, their entries, and what people did to them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Identity, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from services.portal.tables.schema import PortalRows


class LaneRow(PortalRows):
    """A dossier towards one portal. `last_record` is the newest record noted, sent or not; `told` the last one taken.

    `leased_until`/`leased_by`: the process that tells it now; after its end anybody may take the lane.
    """

    __tablename__ = "lanes"
    __table_args__ = (
        CheckConstraint("state in ('idle', 'ready', 'blocked', 'held', 'ministry')", name="state"),
        Index(
            "ix_lanes_connection_next_at",
            *("connection", "next_at"),
            postgresql_where=text("state in ('ready', 'blocked')"),
        ),
        Index(
            "ix_lanes_connection_newest_at",
            *("connection", "newest_at"),
            postgresql_where=text("state in ('ready', 'blocked')"),
        ),
        Index("ix_lanes_state", "state", "newest_at", postgresql_where=text("state in ('blocked', 'held')")),
        Index("ix_lanes_accepted_on", "connection", "accepted_on"),
        Index("uq_lanes_connection_portal_code", "connection", "portal_code", unique=True),
        Index("ix_lanes_code", "code"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    is_filing: Mapped[bool]
    connection: Mapped[str]
    code: Mapped[str]
    portal_code: Mapped[str | None]
    office: Mapped[str]
    desk: Mapped[str]
    procedure: Mapped[str]
    accepted_on: Mapped[date | None] = mapped_column(Date)
    state: Mapped[str]
    is_there: Mapped[bool] = mapped_column(server_default=text("false"))
    told: Mapped[int | None] = mapped_column(SmallInteger)
    last_record: Mapped[dict[str, Any] | None]
    last_seq: Mapped[int]
    next_at: Mapped[datetime]
    newest_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    leased_by: Mapped[str | None]


class EntryRow(PortalRows):
    """One thing to tell, frozen when its fact was noted; what changes is how far it is."""

    __tablename__ = "entries"
    __table_args__ = (
        CheckConstraint(
            "state in ('pending', 'sending', 'unknown', 'blocked', 'dead', 'merged', 'acked', 'skipped')", name="state"
        ),
        CheckConstraint("kind in ('record', 'progress')", name="kind"),
        Index(
            "ix_entries_unsettled",
            *("lane", "seq"),
            postgresql_where=text("state not in ('merged', 'acked', 'skipped')"),
        ),
    )

    lane: Mapped[UUID] = mapped_column(ForeignKey(LaneRow.id), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    state: Mapped[str]
    shot: Mapped[dict[str, Any]]
    noted_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default=text("0"))
    tried_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    last_class: Mapped[str | None]
    last_code: Mapped[str | None]
    last_text: Mapped[str | None]


class LaneActRow(PortalRows):
    """What a person did to a lane and why; append-only by grant and by trigger."""

    __tablename__ = "lane_acts"
    __table_args__ = (Index("ix_lane_acts_lane", "lane", "number"),)

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    lane: Mapped[UUID] = mapped_column(ForeignKey(LaneRow.id))
    seq: Mapped[int | None]
    act: Mapped[str]
    reason: Mapped[str]
    actor: Mapped[str]
    at: Mapped[datetime]


class CodeNumberRow(PortalRows):
    """The last number given under an agency's code on a legal day; it moves in the transaction that uses it."""

    __tablename__ = "code_numbers"

    prefix: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    last: Mapped[int]
