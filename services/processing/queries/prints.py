"""What was printed of a dossier, oldest first."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.db.database import Connection

_OF_DOSSIER = """
select version, form, size, sha256, signer, printed_at, printed_by from processing.prints
where dossier = $1 order by number limit $2
"""
MOST = 500


@dataclass(frozen=True, slots=True)
class PrintRead:
    """One print, as it is told."""

    version: int | None
    form: str
    size: str
    sha256: str
    signer: str | None
    printed_at: datetime
    printed_by: str


async def prints_of(connection: Connection, dossier: UUID) -> list[PrintRead]:
    return [PrintRead(**row) for row in await connection.fetch(_OF_DOSSIER, dossier, MOST)]
