"""What an office calls the columns of its register books."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.db.database import Connection

_OF = """
select heading, written, "column", set_by, set_at from intake.register_headings where office = $1 order by heading
"""


@dataclass(frozen=True, slots=True)
class Heading:
    """`heading` is folded, `written` as it stood in the book; an empty `column` is not read."""

    heading: str
    written: str
    column: str
    set_by: str
    set_at: datetime


async def headings_of(connection: Connection, office: str) -> list[Heading]:
    return [Heading(**row) for row in await connection.fetch(_OF, office)]


def names_of(headings: Sequence[Heading]) -> dict[str, str]:
    """As the reading process learns them."""
    return {each.heading: each.column for each in headings}
