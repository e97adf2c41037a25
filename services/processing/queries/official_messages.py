"""The log of what an official was told."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.db.database import Connection

# Ids are made in the order of time, so they are the keyset.
_LIST = """
select id, medium, kind, masked, subject, text, state, attempts, queued_at, next_try_at, ended_at, error
from processing.messages where about = $1 and ($2::uuid is null or id < $2) order by id desc limit $3
"""


@dataclass(frozen=True, slots=True)
class MessageRead:
    """A line of the log; the address is masked."""

    id: UUID
    medium: str
    kind: str
    masked: str | None
    subject: str | None
    text: str | None
    state: str
    attempts: int
    queued_at: datetime
    next_try_at: datetime | None
    ended_at: datetime | None
    error: str | None


async def messages_to(connection: Connection, about: UUID, after: UUID | None, limit: int) -> list[MessageRead]:
    """Newest first."""
    return [MessageRead(**row) for row in await connection.fetch(_LIST, about, after, limit)]
