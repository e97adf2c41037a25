"""Notes what a person found who looked into an oddity."""

from datetime import datetime
from uuid import UUID

from services.stats.domain.oddity import Decision, Kind
from services.stats.repository.oddity_reviews import OddityReviews
from shared.callers import Caller
from shared.db.database import Connection
from shared.errors import NotFound


async def review_oddity(
    connection: Connection, caller: Caller, kind: Kind, dossier: UUID, decision: Decision, note: str, now: datetime
) -> None:
    """Added, never overwritten; the newest decision holds. Refuses `dossier_not_found` (also: out of reach)."""
    reviews = OddityReviews(connection)
    if not await reviews.add(kind, dossier, decision, note, now, caller.subject, visible_to=caller.offices):
        raise NotFound("dossier_not_found", "Không có hồ sơ này trong phạm vi của anh/chị")
