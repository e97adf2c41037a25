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
_IS_LOST = """
select what = 'missing' from portal.reconciliation_items where lane = $1 order by reconciliation desc limit 1
"""
_REOPEN = """
with lost as (update portal.lanes set is_there = false, told = null where id = $1 returning id)
update portal.entries set state = 'pending', settled_at = null where lane in (select id from lost) and state = 'acked'
returning seq
"""
_REPEAT = """
with next as (
  update portal.lanes set last_seq = last_seq + 1 where id = $1 and last_record is not null
  returning id, last_seq, last_record)
insert into portal.entries (lane, seq, kind, state, shot, noted_at)
select id, last_seq, 'record', 'pending', last_record, $2 from next returning seq
"""
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

    async def is_lost(self, lane: UUID) -> bool:
        """By the last comparison that found something about it."""
        return bool(await self._connection.fetchval(_IS_LOST, lane))

    async def reopen(self, lane: UUID) -> bool:
        """All that was told is owed again; what was left out or merged stays so."""
        return bool(await self._connection.fetch(_REOPEN, lane))

    async def repeat_record(self, lane: UUID, now: datetime) -> bool:
        """The newest record as an entry of its own."""
        return bool(await self._connection.fetch(_REPEAT, lane, now))

    async def wake(self, lane: UUID, now: datetime) -> None:
        await self._connection.execute(_WAKE, lane, now)

    async def write(self, lane: UUID, seq: int | None, act: str, reason: str, actor: str, now: datetime) -> None:
        await self._connection.execute(_ADD, lane, seq, act, reason, actor, now)
