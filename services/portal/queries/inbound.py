"""What a portal handed us, for those who answer for the exchange: never its content, which names people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.db.database import Connection
from shared.errors import NotFound

_LINE = """
i.id, i.connection, i.kind, i.portal_code, i.round, i.state, i.reason, i.about, i.desk, i.filing, i.dossier, i.result,
i.received, i.tries, i.received_at, i.next_at, i.settled_at, i.raw is not null as is_kept
"""
_LIST = f"""
select {_LINE} from portal.inbound i
where ($1::text is null or i.connection = $1) and i.state = any($2::text[])
  and ($3::text[] is null or i.kind = any($3)) and ($4::text is null or i.reason = $4)
  and ($5::text is null or i.portal_code = $5)
  and ($6::timestamptz is null or (i.received_at, i.id) < ($6, $7::uuid))
order by i.received_at desc, i.id desc limit $8
"""
_OF_DOSSIER = f"""
select {_LINE} from portal.inbound i where i.dossier = $1 order by i.received_at desc, i.id desc limit 200
"""
_ONE = f"select {_LINE} from portal.inbound i where i.id = $1"
_ACTS = "select number, act, desk, reason, actor, at from portal.inbound_acts where inbound = $1 order by number"
_COUNTS = """
select connection, state, kind, reason, count(*) as messages, min(received_at) as oldest
from portal.inbound group by 1, 2, 3, 4 order by 1, 2, 3, 4
"""


@dataclass(frozen=True, slots=True)
class InboundSought:
    """What a list is asked for; empty parts ask for everything."""

    connection: str | None
    states: Sequence[str]
    kinds: Sequence[str] | None
    reason: str | None
    portal_code: str | None


async def list_inbound(
    connection: Connection, sought: InboundSought, after: tuple[datetime, UUID] | None, limit: int
) -> list[dict[str, Any]]:
    """Newest first."""
    s = sought
    values = (s.connection, list(s.states), s.kinds, s.reason, s.portal_code, *(after or (None, None)), limit)
    return [dict(row) for row in await connection.fetch(_LIST, *values)]


async def list_inbound_of(connection: Connection, dossier: UUID) -> list[dict[str, Any]]:
    """Of one dossier, newest first."""
    return [dict(row) for row in await connection.fetch(_OF_DOSSIER, dossier)]


async def read_inbound_line(connection: Connection, id_: UUID) -> dict[str, Any]:
    """With what people decided. Refuses `inbound_not_found`."""
    row = await connection.fetchrow(_ONE, id_)
    if row is None:
        raise NotFound("inbound_not_found", "Không có nội dung này trong những gì Cổng đã gửi")
    return dict(row) | {"acts": [dict(each) for each in await connection.fetch(_ACTS, id_)]}


async def count_inbound(connection: Connection) -> list[dict[str, Any]]:
    """By portal, state, kind and reason."""
    return [dict(row) for row in await connection.fetch(_COUNTS)]
