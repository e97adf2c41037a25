"""What a vote or petition may be about: an office in reach, a dossier by the code on its receipt."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from shared.db.database import Connection

_OFFICE = "select exists (select from stats.offices where code = $1 and path && $2::text[])"
_DOSSIER = """
select d.id, d.office, coalesce(o.path && $2::text[], false) as is_in_reach
from stats.dossiers d left join stats.offices o on o.code = d.office where d.code = $1 limit 1
"""


@dataclass(frozen=True, slots=True)
class KnownDossier:
    """A dossier that the facts told of."""

    id: UUID
    office: str
    is_in_reach: bool


async def is_office_in_reach(connection: Connection, code: str, *, visible_to: Iterable[str]) -> bool:
    found: bool = await connection.fetchval(_OFFICE, code, list(visible_to))
    return found


async def dossier_with_code(connection: Connection, code: str, *, visible_to: Iterable[str]) -> KnownDossier | None:
    """Also one out of reach, which says so."""
    row = await connection.fetchrow(_DOSSIER, code, list(visible_to))
    return KnownDossier(**dict(row)) if row else None
