"""What is known of links to files: those taken back, and every fetch."""

from datetime import datetime
from uuid import UUID

from services.portal.domain.file_link import FileRef
from shared.db.database import Connection

_IS_REVOKED = "select exists (select from portal.revoked_links where dossier = $1 and digest = $2)"
_REVOKE = """
insert into portal.revoked_links (dossier, digest, reason, revoked_by, revoked_at) values ($1, $2, $3, $4, $5)
on conflict do nothing
"""
_WRITE = "insert into portal.file_fetches (lane, digest, at, status) values ($1, $2, $3, $4)"


class Files:
    """Over one transaction or a connection of its own."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def is_revoked(self, ref: FileRef) -> bool:
        return bool(await self._connection.fetchval(_IS_REVOKED, ref.dossier, ref.digest))

    async def revoke(self, dossier: UUID, digest: str, reason: str, actor: str, now: datetime) -> None:
        """Once; the first reason stays."""
        await self._connection.execute(_REVOKE, dossier, digest, reason, actor, now)

    async def write_fetch(self, ref: FileRef, status: int, now: datetime) -> None:
        await self._connection.execute(_WRITE, ref.dossier, ref.digest, now, status)
