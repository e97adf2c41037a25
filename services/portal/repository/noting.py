"""Writes down what a run of facts owes the portal: lanes as they stand and their new entries, in two statements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.portal.domain.outbound.snapshot import RecordShot, Shot, kind_of
from shared.db.database import Connection

_KNOWN = """
select id, last_seq, last_record, is_there, portal_code, state from portal.lanes where id = any($1::uuid[])
order by id for update
"""
# `ready` is kept by a lane that is being told: the release looks whether more came in the meantime.
_LANES = """
insert into portal.lanes as l (id, is_filing, connection, code, portal_code, office, desk, procedure, accepted_on,
  state, is_there, last_record, last_seq, next_at, newest_at)
select i, f, c, code, p, o, d, proc, a, s, t, r, n, $14, $14
from unnest($1::uuid[], $2::bool[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
  $9::date[], $10::text[], $11::bool[], $12::jsonb[], $13::int[]) as new (i, f, c, code, p, o, d, proc, a, s, t, r, n)
on conflict (id) do update set
  office = excluded.office, desk = excluded.desk, procedure = excluded.procedure, last_record = excluded.last_record,
  last_seq = excluded.last_seq, newest_at = excluded.newest_at,
  state = case when l.state = 'idle' and excluded.last_seq > l.last_seq then 'ready' else l.state end,
  next_at = case when l.state = 'idle' then excluded.next_at else l.next_at end
"""
_ENTRIES = """
insert into portal.entries (lane, seq, kind, state, shot, noted_at)
select l, s, k, 'pending', e, $5 from unnest($1::uuid[], $2::int[], $3::text[], $4::jsonb[]) as new (l, s, k, e)
"""
_CONNECTIONS = """
select distinct on (office) office, connection from portal.agencies where office = any($1::text[]) and valid_from <= $2
order by office, valid_from desc
"""


@dataclass(slots=True)
class Noted:
    """A lane as the run leaves it; `state` counts only for a new one."""

    id: UUID
    is_filing: bool
    connection: str
    code: str
    portal_code: str | None
    office: str
    desk: str
    procedure: str
    accepted_on: date | None
    state: str
    is_there: bool
    last_record: RecordShot | None = None
    last_seq: int = 0
    shots: list[tuple[int, Shot]] = field(default_factory=list)

    def add(self, shots: Iterable[Shot]) -> None:
        for shot in shots:
            self.last_seq += 1
            self.shots.append((self.last_seq, shot))
            if isinstance(shot, RecordShot):
                self.last_record = shot


@dataclass(frozen=True, slots=True)
class Standing:
    """What is on file of a lane."""

    last_seq: int
    last_record: RecordShot | None
    is_there: bool
    portal_code: str | None
    state: str


class Noting:
    """Over one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def known(self, lanes: Sequence[UUID]) -> dict[UUID, Standing]:
        """Locked until the run is written."""
        return {row["id"]: _standing(row) for row in await self._connection.fetch(_KNOWN, list(lanes))}

    async def connections(self, offices: Iterable[str], on: date) -> dict[str, str]:
        """Which portal each office belongs to, where somebody said so."""
        rows = await self._connection.fetch(_CONNECTIONS, list(offices), on)
        return {row["office"]: row["connection"] for row in rows}

    async def write(self, lanes: Sequence[Noted], now: datetime) -> None:
        columns = [list(column) for column in zip(*map(_columns, lanes), strict=True)]
        await self._connection.execute(_LANES, *columns, now)
        entries = [(lane.id, seq, kind_of(shot).value, shot.as_json()) for lane in lanes for seq, shot in lane.shots]
        if entries:
            await self._connection.execute(_ENTRIES, *map(list, zip(*entries, strict=True)), now)


def _standing(row: Any) -> Standing:
    record = RecordShot.read(row["last_record"]) if row["last_record"] else None
    return Standing(row["last_seq"], record, row["is_there"], row["portal_code"], row["state"])


def _columns(lane: Noted) -> tuple[object, ...]:
    record = lane.last_record.as_json() if lane.last_record else None
    where = (lane.office, lane.desk, lane.procedure, lane.accepted_on)
    return (
        *(lane.id, lane.is_filing, lane.connection, lane.code, lane.portal_code),
        *where,
        *(lane.state, lane.is_there, record, lane.last_seq),
    )
