"""What people do to a lane: the entry that stands in the way is tried again, skipped, or said to be there."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.portal.domain.outbound.lane import EntryState
from shared.db.database import Connection

_LOCK = """
select l.id, l.state, l.leased_until, e.seq, e.state as entry, e.kind
from portal.lanes l left join lateral (select seq, state, kind from portal.entries
  where lane = l.id and state not in ('merged', 'acked', 'skipped') order by seq limit 1) e on true
where l.id = $1 for update of l
"""
_ENTRY = """
update portal.entries set state = $3, settled_at = case when $3 in ('acked', 'skipped') then $4::timestamptz end
where lane = $1 and seq = $2
"""
_WAKE = "update portal.lanes set state = 'ready', next_at = $2 where id = $1"
_ADD = "insert into portal.lane_acts (lane, seq, act, reason, actor, at) values ($1, $2, $3, $4, $5, $6)"


@dataclass(frozen=True, slots=True)
class Standstill:
    """What holds a lane up; `seq` empty where it owes nothing."""

    state: str
    leased_until: datetime | None
    seq: int | None
    entry: str | None
    kind: str | None


class LaneActs:
    """Over one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def locked(self, lane: UUID) -> Standstill | None:
        row = await self._connection.fetchrow(_LOCK, lane)
        if row is None:
            return None
        return Standstill(row["state"], row["leased_until"], row["seq"], row["entry"], row["kind"])

    async def set_entry(self, lane: UUID, seq: int, state: EntryState, now: datetime) -> None:
        """The lane goes on at once."""
        await self._connection.execute(_ENTRY, lane, seq, state.value, now)
        await self._connection.execute(_WAKE, lane, now)

    async def write(self, lane: UUID, seq: int, act: str, reason: str, actor: str, now: datetime) -> None:
        await self._connection.execute(_ADD, lane, seq, act, reason, actor, now)
