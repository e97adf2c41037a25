"""Tries shorter limits of a procedure on what became of its dossiers."""

from dataclasses import dataclass
from functools import cache

from services.stats.domain.shorter_limit import DayRanks, History, LeftOutCounts
from services.stats.queries.question import Question
from services.stats.queries.times_taken import times_taken
from shared.db.database import Connection
from shared.worktime import national_calendar


@dataclass(frozen=True, slots=True)
class Tried:
    """The history that limits are tried on, and how many dossiers say nothing about a limit in days."""

    history: History
    left_out: LeftOutCounts


async def try_limits(connection: Connection, question: Question, procedure: str) -> Tried:
    """Those that ended in the period, at the office or below, with a result or a refusal after appraisal."""
    taken, left_out = await times_taken(connection, question, procedure, day_ranks())
    return Tried(History(taken), left_out)


@cache
def day_ranks() -> DayRanks:
    """Of the calendar that the suite ships."""
    return DayRanks.of(national_calendar())
