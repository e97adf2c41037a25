"""Tries shorter limits of a procedure on what became of its dossiers."""

from dataclasses import dataclass

from services.stats.domain.day_ranks import national_ranks
from services.stats.domain.shorter_limit import History, LeftOutCounts
from services.stats.queries.question import Question
from services.stats.queries.times_taken import times_taken
from shared.db.database import Connection


@dataclass(frozen=True, slots=True)
class Tried:
    """The history that limits are tried on, and how many dossiers say nothing about a limit in days."""

    history: History
    left_out: LeftOutCounts


async def try_limits(connection: Connection, question: Question, procedure: str) -> Tried:
    """Those that ended in the period, at the office or below, with a result or a refusal after appraisal."""
    taken, left_out = await times_taken(connection, question, procedure, national_ranks())
    return Tried(History(taken), left_out)
