"""What people decided about oddities: only ever added."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from services.stats.domain.oddity import Decision, Kind
from shared.db.database import Connection

# A dossier within reach: at or below one of the caller's offices.
_ADD = """
insert into stats.oddity_reviews (kind, dossier, decision, note, reviewed_at, reviewed_by)
select $1::text, d.id, $3::text, $4::text, $5::timestamptz, $6::text
from stats.dossiers d join stats.offices o on o.code = d.office where d.id = $2 and o.path && $7::text[]
"""


class OddityReviews:
    """The reviews of this service."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(
        self,
        kind: Kind,
        dossier: UUID,
        decision: Decision,
        note: str,
        at: datetime,
        by: str,
        *,
        visible_to: Iterable[str],
    ) -> bool:
        """False where there is no such dossier within reach."""
        done = await self._connection.execute(_ADD, kind, dossier, decision, note, at, by, list(visible_to))
        return done == "INSERT 0 1"
