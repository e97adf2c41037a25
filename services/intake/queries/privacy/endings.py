"""When dossiers ended: THE place that says how intake knows it.

What a book brought in and what was settled at once state their end in the dossier itself; of all others processing
tells it (`standings`).
"""

from datetime import datetime
from uuid import UUID

from shared.db.database import Connection

_DOSSIERS = "intake.dossiers d left join intake.standings s on s.dossier = d.id"
_ENDED_AT = "coalesce(s.ended_at, d.ended_at)"
_END_OF = f"select {_ENDED_AT} from {_DOSSIERS} where d.id = $1"
# Months are counted back from now, so a dossier that ended on the 31st is never erased too early. What ended by then
# was accepted by then: only dossiers of that age are looked at, by an index on those that still have their people.
_THEN = """
(($2::timestamptz at time zone 'Asia/Ho_Chi_Minh') - make_interval(months => $3)) at time zone 'Asia/Ho_Chi_Minh'
"""
_OVER = f"""
select d.id from {_DOSSIERS}
where d.procedure = $1 and d.erased_at is null and d.accepted_at <= {_THEN} and {_ENDED_AT} <= {_THEN}
order by d.accepted_at limit $4
"""


async def end_of(connection: Connection, dossier: UUID) -> datetime | None:
    """None while the dossier is open, as far as intake knows."""
    ended_at: datetime | None = await connection.fetchval(_END_OF, dossier)
    return ended_at


async def dossiers_over(connection: Connection, procedure: str, now: datetime, months: int, limit: int) -> list[UUID]:
    """Dossiers of the procedure that ended at least so many months ago and still have their people, oldest first."""
    rows = await connection.fetch(_OVER, procedure, now, months, limit)
    return [row["id"] for row in rows]
