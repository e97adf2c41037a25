"""Opens a shorter limit: the dossiers that were not late and would have become late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.stats.domain.day_ranks import national_ranks
from services.stats.queries.question import Question
from services.stats.queries.times_taken import SlowDossier, newly_late
from shared.db.database import Connection


@dataclass(frozen=True, slots=True)
class NewlyLate:
    """A page of them; `total` is of all pages."""

    total: int
    dossiers: Sequence[SlowDossier]
    has_more: bool


async def open_newly_late(
    connection: Connection,
    question: Question,
    procedure: str,
    limit_days: int,
    *,
    after: tuple[date, UUID] | None,
    limit: int,
) -> NewlyLate:
    total, found = await newly_late(
        connection, question, procedure, national_ranks(), limit_days, after=after, limit=limit + 1
    )
    return NewlyLate(total, found[:limit], len(found) > limit)
