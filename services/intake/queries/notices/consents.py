"""Reads what the applicant of a dossier agreed to, and when it changed."""

from uuid import UUID

from services.intake.domain.notices.consent import Consent
from shared.db.database import Connection
from shared.notify.message import Medium

_OF = "select media, reason, given_by, given_at from intake.consents where dossier = $1 order by gid desc limit 200"


async def consents_of(connection: Connection, dossier: UUID) -> list[Consent]:
    """Newest first: the first one holds."""
    return [
        Consent(tuple(map(Medium, row["media"])), row["reason"], row["given_by"], row["given_at"])
        for row in await connection.fetch(_OF, dossier)
    ]
