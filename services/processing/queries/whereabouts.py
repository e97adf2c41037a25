"""Which office has a dossier, its state and due date: what may be told of a dossier of other people's."""

from dataclasses import dataclass
from datetime import date, datetime

from shared.db.database import Connection

_WHERE = """
select d.code, o.name as office, d.state, d.due_at, d.due_on from processing.dossiers d
join processing.offices o on o.code = d.office where d.code = $1
"""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """`office` is the name of the competent one."""

    code: str
    office: str
    state: str
    due_at: datetime | None
    due_on: date | None


async def whereabouts(connection: Connection, code: str) -> Whereabouts | None:
    row = await connection.fetchrow(_WHERE, code)
    return Whereabouts(**row) if row else None
