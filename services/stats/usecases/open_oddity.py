"""Opens one kind of oddity: its dossiers, those to look at or those that somebody looked into."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from services.stats.domain.day_ranks import national_ranks
from services.stats.domain.oddity import Kind
from services.stats.queries.oddities import Counted, OddDossier, odd_dossiers
from services.stats.queries.question import Question
from services.stats.usecases.look_for_oddities import look_for_oddities
from shared.db.database import Connection


class Opened(NamedTuple):
    """A page of odd dossiers, and the counts of their kind."""

    counted: Counted
    dossiers: list[OddDossier]
    has_more: bool


async def open_oddity(
    connection: Connection,
    question: Question,
    kind: Kind,
    *,
    is_reviewed: bool,
    after: tuple[date, UUID] | None,
    limit: int,
) -> Opened:
    """Refuses `too_many_dossiers`."""
    counted = (await look_for_oddities(connection, question, [kind]))[0]
    found = await odd_dossiers(
        connection, question, kind, national_ranks(), is_reviewed=is_reviewed, after=after, limit=limit + 1
    )
    return Opened(counted, found[:limit], len(found) > limit)
