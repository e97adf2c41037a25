"""In which field a procedure is counted at present."""

from collections.abc import Iterable

from shared.db.database import Connection

_FIELDS = """
select distinct on (procedure) procedure, field from stats.kinds where procedure = any($1::text[])
order by procedure, kind desc
"""


async def fields_of(connection: Connection, procedures: Iterable[str]) -> dict[str, str]:
    """The field under which it was first counted last: a procedure that was moved is in one field only."""
    return {row["procedure"]: row["field"] for row in await connection.fetch(_FIELDS, list(procedures))}
