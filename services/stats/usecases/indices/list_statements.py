"""Lists what was stated for an index, an office and a period."""

from services.stats.domain.indices.statement import Statement
from services.stats.queries.question import Question
from services.stats.repository.indices.statements import Statements
from shared.db.database import Connection


async def list_statements(connection: Connection, question: Question, criteria: str) -> list[Statement]:
    """Oldest first."""
    return await Statements(connection).of_period(criteria, question.head.code, question.period)
