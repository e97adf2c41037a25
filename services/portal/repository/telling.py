"""Lanes on their way: leased by one worker, each call written down before it goes out, each answer after it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.portal.domain.outbound.answer import Answer
from services.portal.domain.outbound.lane import Entry, EntryState, Lane, LaneState, Leased
from services.portal.domain.outbound.portal_status import PortalStatus
from services.portal.domain.outbound.snapshot import Kind, ProgressShot, RecordShot
from shared.db.database import Connection

# Half of the lanes are those that wait longest, half those with the newest news: after an outage a dossier that is
# received now does not queue behind a whole day.
_LEASE = """
with oldest as (
  select id from portal.lanes where connection = $1 and state in ('ready', 'blocked') and next_at <= $2
    and (leased_until is null or leased_until < $2) order by next_at limit $3 for update skip locked),
newest as (
  select id from portal.lanes where connection = $1 and state in ('ready', 'blocked') and next_at <= $2
    and (leased_until is null or leased_until < $2) order by newest_at desc limit $3 for update skip locked),
leased as (
  update portal.lanes l set leased_until = $4, leased_by = $5
  where l.id in (select id from newest union select id from oldest)
  returning l.*)
select l.id, l.is_filing, l.connection, l.code, l.portal_code, l.office, l.desk, l.procedure, l.accepted_on,
  l.is_there, l.told, l.last_seq, e.seq, e.kind, e.state as entry_state, e.shot, e.attempts
from leased l left join lateral (
  select seq, kind, state, shot, attempts from portal.entries
  where lane = l.id and state not in ('merged', 'acked', 'skipped') order by seq limit 60) e on true
order by l.newest_at desc, l.id, e.seq
"""
# The lease is looked at in the same statement: whoever lost it sends nothing.
_BEGIN = """
with ours as (
  update portal.lanes set leased_until = $5 where id = $1 and leased_by = $2 returning id),
needless as (
  update portal.entries set state = 'merged', settled_at = $6
  where lane in (select id from ours) and seq = any($4::int[])),
sent as (
  update portal.entries set state = 'sending', attempts = attempts + 1, tried_at = $6
  where lane in (select id from ours) and seq = any($3::int[]))
select count(*) from ours
"""
_SETTLE = """
with answered as (
  update portal.entries set state = $3, last_class = $4, last_code = $5, last_text = $6,
    settled_at = case when $3 in ('acked', 'merged', 'skipped') then $7::timestamptz end
  where lane = $1 and seq = any($2::int[]))
update portal.lanes set is_there = is_there or $8, told = coalesce($9, told) where id = $1
"""
_RELEASE = """
update portal.lanes set leased_until = null, leased_by = null, next_at = $4,
  state = case when $3::text is not null then $3 when last_seq > $5 then 'ready' else 'idle' end
where id = $1 and leased_by = $2
"""
_SET_CODE = "update portal.lanes set portal_code = $2 where id = $1 and portal_code is null"
_GIVE_UP_CODE = "update portal.lanes set portal_code = null where id = $1 and is_filing"
_NUMBER = """
insert into portal.code_numbers as n (prefix, day, last) values ($1, $2, 1)
on conflict (prefix, day) do update set last = n.last + 1 returning last
"""
_GIVE_BACK = "update portal.lanes set leased_until = null, leased_by = null where id = $1 and leased_by = $2"
_IS_IDLE = "select not exists (select from portal.lanes where id = $1 and state <> 'idle')"


class Telling:
    """Over one transaction or a connection of its own."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def lease(self, name: str, worker: str, many: int, now: datetime, until: datetime) -> list[Leased]:
        rows = await self._connection.fetch(_LEASE, name, now, (many + 1) // 2, until, worker)
        by_lane: dict[UUID, list[Any]] = {}
        for row in rows:
            by_lane.setdefault(row["id"], []).append(row)
        return [_leased(lane_rows) for lane_rows in by_lane.values()]

    async def begin(
        self, lane: UUID, worker: str, seqs: Sequence[int], needless: Sequence[int], now: datetime, until: datetime
    ) -> bool:
        """Before a call goes out. False: the lane is somebody else's by now."""
        return bool(await self._connection.fetchval(_BEGIN, lane, worker, list(seqs), list(needless), until, now))

    async def settle(
        self,
        lane: UUID,
        seqs: Sequence[int],
        state: EntryState,
        answer: Answer,
        now: datetime,
        told: PortalStatus | None = None,
    ) -> None:
        """After an answer. `told` with a record that was taken: the dossier is there, in that status."""
        words = (answer.answered.value, answer.code[:50], answer.text[:500])
        await self._connection.execute(
            _SETTLE, lane, list(seqs), state.value, *words, now, told is not None, told and told.value
        )

    async def release(
        self, lane: UUID, worker: str, through: int, next_at: datetime, state: LaneState | None = None
    ) -> None:
        """Without `state` the lane is idle, or ready where entries came after `through`."""
        await self._connection.execute(_RELEASE, lane, worker, state and state.value, next_at, through)

    async def give_back(self, lane: UUID, worker: str) -> None:
        """Untouched."""
        await self._connection.execute(_GIVE_BACK, lane, worker)

    async def is_idle(self, lane: UUID) -> bool:
        """True where it owes nothing, or there is no such lane."""
        return bool(await self._connection.fetchval(_IS_IDLE, lane))

    async def set_code(self, lane: UUID, code: str) -> None:
        await self._connection.execute(_SET_CODE, lane, code)

    async def give_up_code(self, filing: UUID) -> None:
        """What a filing was called is what its dossier is called: from its acceptance on, only that is told."""
        await self._connection.execute(_GIVE_UP_CODE, filing)

    async def next_number(self, prefix: str, day: date) -> int:
        number: int = await self._connection.fetchval(_NUMBER, prefix, day)
        return number


def _leased(rows: Sequence[Mapping[str, Any]]) -> Leased:
    first = rows[0]
    lane = Lane(
        id=first["id"],
        connection=first["connection"],
        office=first["office"],
        code=first["code"],
        portal_code=first["portal_code"],
        is_there=first["is_there"],
        told=PortalStatus(first["told"]) if first["told"] else None,
        is_filing=first["is_filing"],
        entries=tuple(_entry(row) for row in rows if row["seq"] is not None),
    )
    return Leased(lane, first["desk"], first["procedure"], first["accepted_on"], first["last_seq"])


def _entry(row: Mapping[str, Any]) -> Entry:
    read = RecordShot.read if row["kind"] == Kind.RECORD else ProgressShot.read
    return Entry(row["seq"], read(row["shot"]), EntryState(row["entry_state"]), row["attempts"])
