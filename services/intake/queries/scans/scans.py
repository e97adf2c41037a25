"""Reads the scans of a dossier."""

from dataclasses import dataclass
from uuid import UUID

from shared.db.database import Connection
from shared.errors import NotFound

_OF = """
select s.digest, s.object, s.size, s.type, s.pages, s.key_sealed from intake.scan_links l
join intake.scans s using (digest) where l.owner = $1 and ($2::text is null or s.digest = $2)
order by s.made_at, s.digest
"""


@dataclass(frozen=True, slots=True)
class KeptScan:
    """A scan and where its sealed bytes lie."""

    digest: str
    object: str
    size: int
    type: str
    pages: int | None
    key_sealed: bytes


async def scans_of(connection: Connection, owner: UUID) -> list[KeptScan]:
    """Those of earlier revisions too."""
    return [KeptScan(**row) for row in await connection.fetch(_OF, owner, None)]


async def scan_of(connection: Connection, owner: UUID, digest: str) -> KeptScan:
    """Refuses one that the dossier does not refer to, whether it is kept for another one or not."""
    row = await connection.fetchrow(_OF, owner, digest)
    if row is None:
        raise NotFound("scan_not_found", "Hồ sơ này không có bản quét đó")
    return KeptScan(**row)
