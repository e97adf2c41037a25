"""The offices of one level below an office, as they were in a period or are today."""

from dataclasses import dataclass
from datetime import date

from services.stats.domain.measure import Map
from services.stats.queries.question import Question
from shared.db.database import Connection

_OF_LEVEL = """
select code, name from stats.offices
where path @> array[$1::text] and code <> $1 and level = $2 and valid_from <= $4 and coalesce(valid_to >= $3, true)
order by code
"""


@dataclass(frozen=True, slots=True)
class RankedOffice:
    """An office that can be compared with others of its level."""

    code: str
    name: str


async def offices_of_level(connection: Connection, question: Question, level: str) -> list[RankedOffice]:
    """By the map of then those that stood at some time of the period, by the map of now those that stand today."""
    first, last = _when(question)
    rows = await connection.fetch(_OF_LEVEL, question.head.code, level, first, last)
    return [RankedOffice(**dict(row)) for row in rows]


def _when(question: Question) -> tuple[date, date]:
    if question.of is Map.NOW:
        return question.today, question.today
    return question.counted.first, max(question.counted.first, question.counted.last_on)
