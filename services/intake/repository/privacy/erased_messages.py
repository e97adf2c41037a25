"""Messages to erased applicants lose addresses and texts, and what still waits is not sent."""

from collections.abc import Sequence
from datetime import datetime

from services.intake.repository.privacy.erasures import Erasable
from shared.db.database import Connection
from shared.notify.outbox import Outbox

_EMPTY_WORDS = "update intake.consents set reason = null where dossier = any($1::uuid[]) and reason is not null"


async def erase_messages(connection: Connection, dossiers: Sequence[Erasable], now: datetime) -> None:
    """What stays is that something was sent, when, by what and of which kind."""
    ids = [one.id for one in dossiers]
    await Outbox(connection, "intake").erase(ids, now)
    await connection.execute(_EMPTY_WORDS, ids)
