"""Every print of a dossier's receipt, out of the log of views, oldest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.db.database import Connection

_OF_DOSSIER = """
select at, subject, asked from intake.views where dossier = $1 and what = 'receipt' order by gid limit $2
"""
MOST = 500


@dataclass(frozen=True, slots=True)
class PrintRead:
    """One print. `asked`: digest of the bytes, size, signer; prints of earlier releases have none."""

    at: datetime
    subject: str
    asked: dict[str, Any] | None


async def prints_of(connection: Connection, dossier: UUID) -> list[PrintRead]:
    return [PrintRead(**row) for row in await connection.fetch(_OF_DOSSIER, dossier, MOST)]
