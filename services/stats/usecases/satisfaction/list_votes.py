"""Lists the votes behind a count, each with its dossier and what is odd about it."""

from datetime import datetime

from services.stats.queries.question import Question
from services.stats.queries.satisfaction.tallies import count_votes
from services.stats.queries.satisfaction.vote_lines import SoughtVotes, VoteLine, vote_lines
from services.stats.usecases.satisfaction.tell_satisfaction import MOST_JUDGED, too_many_votes
from shared.db.database import Connection


async def list_votes(
    connection: Connection, question: Question, sought: SoughtVotes, after: tuple[datetime, int] | None, limit: int
) -> list[VoteLine]:
    """In the order in which they were given. Refuses a scope with too many votes to judge each."""
    if await count_votes(connection, question, MOST_JUDGED) > MOST_JUDGED:
        raise too_many_votes()
    return await vote_lines(connection, question, sought, after, limit)
