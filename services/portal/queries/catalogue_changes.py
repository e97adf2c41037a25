"""Lists proposals of change to our catalogue."""

from collections.abc import Sequence
from typing import Any

from shared.db.database import Connection

_LIST = """
select number, connection, procedure, kind, sentence, removed, added, state, found_at, decided_by, decided_at, reason,
  decision
from portal.catalogue_changes
where ($1::text is null or connection = $1) and state = any($2::text[]) and ($3::text is null or procedure = $3)
  and ($4::text is null or (procedure, number) > ($4, $5::bigint))
order by procedure, number limit $6
"""


async def list_changes(
    connection: Connection, name: str | None, states: Sequence[str], procedure: str | None, after: list[Any], limit: int
) -> list[dict[str, Any]]:
    """In order of procedure, then as they were found; `after` is the key of the last one shown."""
    last = after or [None, None]
    return [dict(row) for row in await connection.fetch(_LIST, name, list(states), procedure, *last, limit)]
