"""The tables of a service's ledger, outbox and inbox; each service owns a set in its own schema.

`facts` is append-only (triggers and grants see to it) and is the truth; JetStream only carries copies. `fact_log`
gives every committed fact its position, without gaps, in the order in which the one active relay found it.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Identity,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.dialects.postgresql import UUID


def ledger_tables(metadata: MetaData) -> None:
    """Tables of a service that announces."""
    Table(
        "facts",
        metadata,
        Column("gid", BigInteger, Identity(always=True), primary_key=True),
        Column("id", UUID, nullable=False, unique=True),
        Column("stream", Text, nullable=False),
        Column("seq", Integer, nullable=False),
        Column("type", Text, nullable=False),
        Column("stored_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
        Column("canon", LargeBinary, nullable=False),
        Column("leaf", LargeBinary, CheckConstraint("octet_length(leaf) = 32", name="leaf"), nullable=False),
        Column("chain", LargeBinary, CheckConstraint("octet_length(chain) = 32", name="chain"), nullable=False),
        UniqueConstraint("stream", "seq"),
    )
    Table("outbox", metadata, Column("gid", BigInteger, primary_key=True, autoincrement=False))
    Table(
        "fact_log",
        metadata,
        Column("position", BigInteger, primary_key=True, autoincrement=False),
        Column("gid", BigInteger, nullable=False, unique=True),
    )
    Table(
        "relay",
        metadata,
        Column("one", Boolean, CheckConstraint("one", name="one"), primary_key=True),
        Column("published", BigInteger, nullable=False),
    )


def inbox_tables(metadata: MetaData) -> None:
    """Tables of a service that listens."""
    Table(
        "inbox",
        metadata,
        Column("source", Text, primary_key=True),
        Column("position", BigInteger, nullable=False),
        Column("recorded_at", DateTime(timezone=True)),
    )
    Table(
        "parked",
        metadata,
        Column("source", Text, primary_key=True),
        Column("position", BigInteger, primary_key=True, autoincrement=False),
        Column("stream", Text, nullable=False, index=True),
        Column("type", Text, nullable=False),
        Column("canon", LargeBinary, nullable=False),
        Column("code", Text, nullable=False),
        Column("reason", Text, nullable=False),
        Column("attempts", Integer, nullable=False, server_default="1"),
        Column("parked_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    )
