"""Reads the log of messages to applicants, only as far as the reader reaches."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.intake.domain.organisation.reach import scope_of
from shared.db.database import Connection
from shared.notify.message import Medium, MessageState

# Ids are made in the order of time, so they are the keyset. A dossier is seen as in the lists of dossiers.
_LIST = """
select m.id, m.medium, m.kind, m.about as dossier, d.code, m.masked, m.subject, m.text, m.state, m.attempts,
  m.queued_at, m.next_try_at, m.ended_at, m.error
from intake.messages m join intake.dossiers d on d.id = m.about left join intake.standings s on s.dossier = d.id
where ($1::text[] is null or exists (
    select from intake.offices o where o.code in (d.office, d.desk, s.office) and o.reach && $1::text[]))
  and ($2::uuid is null or m.about = $2) and ($3::text is null or m.state = $3) and ($4::text is null or m.medium = $4)
  and ($5::uuid is null or m.id < $5)
order by m.id desc limit $6
"""


@dataclass(frozen=True, slots=True)
class MessageRead:
    """A line of the log. The address is masked; text and mask are gone once the dossier was erased."""

    id: UUID
    medium: Medium
    kind: str
    dossier: UUID
    code: str
    masked: str | None
    subject: str | None
    text: str | None
    state: MessageState
    attempts: int
    queued_at: datetime
    next_try_at: datetime | None
    ended_at: datetime | None
    error: str | None


async def list_messages(
    connection: Connection,
    reach: Collection[str],
    *,
    dossier: UUID | None = None,
    state: MessageState | None = None,
    medium: Medium | None = None,
    after: UUID | None,
    limit: int,
) -> list[MessageRead]:
    """Newest first."""
    rows = await connection.fetch(_LIST, scope_of(reach), dossier, state, medium, after, limit)
    return [
        MessageRead(**{**row, "medium": Medium(row["medium"]), "state": MessageState(row["state"])}) for row in rows
    ]
