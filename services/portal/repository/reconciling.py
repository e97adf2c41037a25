"""Comparisons with a portal: asked for, begun, counted, ended; and the shares of offices for the yearbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.portal.domain.outbound.comparing import Difference
from services.portal.domain.outbound.snapshot import RecordShot
from shared.db.database import Connection

_ASK = """
insert into portal.reconciliations (connection, from_on, to_on, asked_by, asked_at) values ($1, $2, $3, $4, $5)
returning number
"""
_NEXT = """
update portal.reconciliations set begun_at = $2, looked = 0, same = 0, missing = 0, different = 0 where number = (
  select number from portal.reconciliations where connection = $1 and ended_at is null order by number limit 1)
returning number, from_on, to_on
"""
_LAST = "select max(asked_at) from portal.reconciliations where connection = $1"
# A page of lanes that owe nothing: what was told last, and how many rows.
_TOLD = """
select l.id, l.portal_code, l.desk, r.shot, (select count(*) from portal.entries e
    where e.lane = l.id and e.kind = 'progress' and e.state = 'acked') as rows,
  exists (select from portal.inbound i where i.connection = l.connection and i.portal_code = l.portal_code) as is_theirs
from portal.lanes l join lateral (select shot from portal.entries
  where lane = l.id and kind = 'record' and state = 'acked' order by seq desc limit 1) r on true
where l.connection = $1 and l.accepted_on between $2 and $3 and l.state = 'idle' and l.is_there
  and ($4::uuid is null or l.id > $4) order by l.id limit $5
"""
_OWED = """
select count(*) from portal.lanes where connection = $1 and accepted_on between $2 and $3
  and state in ('ready', 'blocked', 'held')
"""
_ITEMS = """
insert into portal.reconciliation_items (reconciliation, lane, what, ours, theirs)
select $1, l, w, o, t from unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) as new (l, w, o, t)
on conflict do nothing
"""
_COUNT = """
update portal.reconciliations set looked = looked + $2, same = same + $3, missing = missing + $4,
  different = different + $5 where number = $1
"""
_END = "update portal.reconciliations set ended_at = $2, owed = $3 where number = $1"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A comparison that is to be made."""

    number: int
    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True)
class ToldLane:
    """A lane that owes nothing. `is_theirs`: it was filed at the portal, which may have rows of its own."""

    id: UUID
    code: str
    desk: str
    record: RecordShot
    rows: int
    is_theirs: bool


class Reconciling:
    """Over one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def ask(self, name: str, from_on: date, to_on: date, actor: str, now: datetime) -> int:
        number: int = await self._connection.fetchval(_ASK, name, from_on, to_on, actor, now)
        return number

    async def next(self, name: str, now: datetime) -> Wanted | None:
        """The oldest that has not ended; one that broke off is made anew."""
        row = await self._connection.fetchrow(_NEXT, name, now)
        return Wanted(*row) if row else None

    async def last_asked(self, name: str) -> datetime | None:
        at: datetime | None = await self._connection.fetchval(_LAST, name)
        return at

    async def told(self, name: str, wanted: Wanted, after: UUID | None, limit: int) -> list[ToldLane]:
        """In order of id."""
        rows = await self._connection.fetch(_TOLD, name, wanted.from_on, wanted.to_on, after, limit)
        return [_told(row) for row in rows]

    async def count(self, number: int, looked: int, found: Sequence[tuple[UUID, Sequence[Difference]]]) -> None:
        """A page that was looked at; `found` are the lanes that differ."""
        items = [(lane, each.what.value, each.ours, each.theirs) for lane, those in found for each in those]
        if items:
            await self._connection.execute(_ITEMS, number, *map(list, zip(*items, strict=True)))
        missing = sum(those[0].what.value == "missing" for _, those in found)
        different = len(found) - missing
        await self._connection.execute(_COUNT, number, looked, looked - len(found), missing, different)

    async def end(self, name: str, wanted: Wanted, now: datetime) -> None:
        owed = await self._connection.fetchval(_OWED, name, wanted.from_on, wanted.to_on)
        await self._connection.execute(_END, wanted.number, now, owed)


def _told(row: Any) -> ToldLane:
    record = RecordShot.read(row["shot"])
    return ToldLane(row["id"], row["portal_code"], row["desk"], record, row["rows"], row["is_theirs"])
