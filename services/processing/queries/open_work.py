"""The open steps that somebody has."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from shared.db.database import Connection

_HELD = """
select s.dossier, s.number from processing.steps s join processing.offices o on o.code = s.office
where s.assignee = $1 and s.ending is null and o.reach && $2::text[]
  and ($3::uuid is null or (s.dossier, s.number) > ($3, $4))
order by s.dossier, s.number limit $5
"""


class Held(NamedTuple):
    """A step of a dossier."""

    dossier: UUID
    number: int


async def open_work_of(
    connection: Connection, account: str, *, visible_to: Iterable[str], after: Held | None, limit: int
) -> list[Held]:
    rows = await connection.fetch(_HELD, account, list(visible_to), *(after or (None, None)), limit)
    return [Held(*row) for row in rows]
