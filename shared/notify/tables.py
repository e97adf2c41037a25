"""The table of a service's messages; each service that tells people owns one in its own schema."""

from sqlalchemy import CheckConstraint, Column, DateTime, Index, Integer, MetaData, Table, Text, text
from sqlalchemy.dialects.postgresql import JSONB, UUID


def message_tables(metadata: MetaData) -> None:
    """Of a service that tells people. The address goes when a message has come to its end; `masked` stays.

    `next_try_at` is also the lease of who took it: a try that died is made again then.
    """
    Table(
        "messages",
        metadata,
        Column("id", UUID, primary_key=True),
        Column("key", Text, nullable=False, unique=True),
        Column("medium", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("about", UUID, nullable=False),
        Column("address", Text),
        Column("masked", Text),
        Column("subject", Text),
        Column("text", Text),
        Column("details", JSONB),
        Column("state", Text, nullable=False, server_default=text("'waiting'")),
        Column("attempts", Integer, nullable=False, server_default=text("0")),
        Column("queued_at", DateTime(timezone=True), nullable=False),
        Column("next_try_at", DateTime(timezone=True)),
        Column("ended_at", DateTime(timezone=True)),
        Column("error", Text),
        CheckConstraint("state in ('waiting', 'sent', 'failed', 'withdrawn')", name="state"),
        CheckConstraint("(state = 'waiting') = (ended_at is null)", name="end"),
        CheckConstraint("state = 'waiting' or (address is null and next_try_at is null)", name="forgets_address"),
        Index("ix_messages_about", "about"),
        Index("ix_messages_waiting", "medium", "next_try_at", postgresql_where=text("state = 'waiting'")),
    )
