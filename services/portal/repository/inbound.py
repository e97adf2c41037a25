"""What a portal handed us: stored as it came, named once it is read, leased while it is applied, settled after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from services.portal.domain.inbound.inbound_state import InboundState
from services.portal.domain.inbound.messages import ROUNDS, InboundKind
from shared.db.database import Connection

_SEEN = "select id, state from portal.inbound where connection = $1 and raw_mark = any($2::bytea[]) limit 1"
_AGAIN = "update portal.inbound set received = received + $2 where id = $1"
# Two deliveries in the same moment: the second one finds the first.
_STORE = """
insert into portal.inbound as i
  (id, connection, raw, raw_mark, state, result, tries, received_at, next_at, leased_until)
values ($1, $2, $3, $4, 'stored', '{}', 1, $5, $5, $6)
on conflict (connection, raw_mark) do update set received = i.received + 1
returning id, state
"""
_LOCK_CODE = "select pg_advisory_xact_lock(hashtextextended($1, 0))"
_SAME = """
select id, state from portal.inbound where connection = $1 and portal_code = $2 and kind = $3
  and mark = any($4::bytea[]) and id <> $5 order by received_at, id limit 1
"""
_NAME = """
update portal.inbound i set kind = $2, portal_code = $3, mark = $4, account = $6, round = case when $5::bool then 1 + (
  select count(*) from portal.inbound o where o.connection = i.connection and o.portal_code = $3 and o.id <> $1
    and o.kind in ('dossier', 'supplement') and o.state <> 'refused' and (o.received_at, o.id) < (i.received_at, i.id))
  end
where id = $1
"""
_DROP = "delete from portal.inbound where id = $1 returning received"
_LEASED = "id, connection, kind, portal_code, raw, desk, tries, received_at"
_LEASE = f"""
update portal.inbound set leased_until = $2, tries = tries + 1
where id = $1 and state = 'stored' and (leased_until is null or leased_until <= $3)
returning {_LEASED}
"""
_DUE = """
select id from portal.inbound where state = 'stored' and next_at <= $1
  and (leased_until is null or leased_until <= $1) order by next_at, id limit $2
"""
_OTHERS = """
select id, kind, state, filing, dossier, (received_at, id) < ($4, $3) as is_before from portal.inbound
where connection = $1 and portal_code = $2 and id <> $3 and kind in ('dossier', 'supplement') and state <> 'refused'
order by received_at desc, id desc
"""
_LANE = """
select id, is_filing from portal.lanes
where connection = $1 and (portal_code = $2 or code = $2) order by is_filing limit 1
"""
_SETTLE = """
update portal.inbound set state = $2, reason = $3, about = $4, filing = coalesce($5, filing),
  dossier = coalesce($6, dossier), result = $7, settled_at = $8, leased_until = null
where id = $1
"""
_WAIT = "update portal.inbound set reason = $2, next_at = $3, leased_until = null where id = $1 and state = 'stored'"
_EMPTY = """
update portal.inbound set raw = null where raw is not null and settled_at < $1
  and ((state = 'applied' and reason is null) or state = 'refused')
"""
_ACCEPTED = """
update portal.inbound i set dossier = n.d from unnest($1::uuid[], $2::uuid[]) as n (f, d)
where i.filing = n.f and i.dossier is null
"""
# Also what was set aside under the same code: it speaks of the same person.
_ERASE = """
update portal.inbound i set raw = null, account = null,
  state = case when state = 'applied' then state else 'refused' end
where (i.raw is not null or i.account is not null) and exists (
  select from portal.inbound o where o.dossier = any($1::uuid[])
    and (o.id = i.id or (o.connection = i.connection and o.portal_code = i.portal_code)))
"""
_OLDER_KEY = """
select id, raw, account from portal.inbound
where get_byte(raw, 1) * 256 + get_byte(raw, 2) <> $1 or get_byte(account, 1) * 256 + get_byte(account, 2) <> $1
limit $2 for update skip locked
"""
_RESEAL = "update portal.inbound set raw = $2, account = $3 where id = $1"
_KEPT = "select id, connection, raw, filing, dossier from portal.inbound where id = $1"
_ACCOUNTS = """
select distinct on (portal_code) portal_code, id, account from portal.inbound
where connection = $1 and portal_code = any($2::text[]) and account is not null
order by portal_code, received_at desc, id desc
"""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message that lies here; `is_new` where it came for the first time."""

    id: UUID
    state: InboundState
    is_new: bool


@dataclass(frozen=True, slots=True)
class NamedInbound:
    """What a message turned out to be. `account` is sealed."""

    id: UUID
    connection: str
    kind: InboundKind
    code: str
    account: bytes | None


@dataclass(frozen=True, slots=True)
class SealedParts:
    """What lies sealed of a message."""

    id: UUID
    raw: bytes | None
    account: bytes | None


@dataclass(frozen=True, slots=True)
class KeptInbound:
    """What lies here of a message, and what it is about."""

    id: UUID
    connection: str
    raw: bytes | None
    filing: UUID | None
    dossier: UUID | None


@dataclass(frozen=True, slots=True)
class LeasedInbound:
    """A message that is applied now, by nobody else."""

    id: UUID
    connection: str
    kind: str | None
    portal_code: str | None
    raw: bytes | None
    desk: str | None
    tries: int
    received_at: datetime

    def opened(self, raw: bytes) -> "LeasedInbound":
        return replace(self, raw=raw)


@dataclass(frozen=True, slots=True)
class UnderSameCode:
    """Another message about the same dossier, and what it became; `is_before`: it came earlier."""

    id: UUID
    kind: str
    state: InboundState
    is_before: bool
    filing: UUID | None
    dossier: UUID | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a message was settled. `reason` is a stable code; nothing here names a person."""

    state: InboundState
    reason: str | None = None
    about: str | None = None
    filing: UUID | None = None
    dossier: UUID | None = None
    result: dict[str, Any] | None = None


class Inbound:
    """Over one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def store(
        self, id_: UUID, connection: str, sealed: bytes, marks: Sequence[bytes], now: datetime, until: datetime
    ) -> Arrived:
        """Leased until then by whoever stores it. The same bytes again are the earlier message, counted."""
        seen = await self._connection.fetchrow(_SEEN, connection, list(marks))
        # Where it was found to be another's repeat in the same moment its row is gone: then this one is stored anew.
        if seen and await self._connection.execute(_AGAIN, seen["id"], 1) != "UPDATE 0":
            return Arrived(seen["id"], InboundState(seen["state"]), is_new=False)
        row = await self._connection.fetchrow(_STORE, id_, connection, sealed, marks[0], now, until)
        if row is None:
            raise LookupError("an insert returns its row")
        return Arrived(row["id"], InboundState(row["state"]), is_new=row["id"] == id_)

    async def name(self, named: NamedInbound, marks: Sequence[bytes]) -> Arrived:
        """Once it is read. The same content in other bytes is the earlier message, counted, and this row goes."""
        n = named
        await self._connection.execute(_LOCK_CODE, f"{n.connection} {n.code}")
        same = await self._connection.fetchrow(_SAME, n.connection, n.code, n.kind.value, list(marks), n.id)
        if same:
            received = await self._connection.fetchval(_DROP, n.id)
            await self._connection.execute(_AGAIN, same["id"], received)
            return Arrived(same["id"], InboundState(same["state"]), is_new=False)
        await self._connection.execute(_NAME, n.id, n.kind.value, n.code, marks[0], n.kind in ROUNDS, n.account)
        return Arrived(n.id, InboundState.STORED, is_new=True)

    async def due(self, now: datetime, limit: int) -> list[UUID]:
        return [row["id"] for row in await self._connection.fetch(_DUE, now, limit)]

    async def lease(self, id_: UUID, until: datetime, now: datetime) -> LeasedInbound | None:
        """None where another process applies it, or it is settled."""
        row = await self._connection.fetchrow(_LEASE, id_, until, now)
        return LeasedInbound(**row) if row else None

    async def others(self, leased: LeasedInbound) -> list[UnderSameCode]:
        """Dossiers and supplements under the same code that were not refused, newest first."""
        rows = await self._connection.fetch(
            _OTHERS, leased.connection, leased.portal_code, leased.id, leased.received_at
        )
        return [UnderSameCode(**{**row, "state": InboundState(row["state"])}) for row in rows]

    async def lane(self, connection: str, code: str) -> tuple[UUID, bool] | None:
        """What we tell the portal under that code: its id, and whether it is a filing."""
        row = await self._connection.fetchrow(_LANE, connection, code)
        return (row["id"], row["is_filing"]) if row else None

    async def settle(self, id_: UUID, outcome: Outcome, now: datetime) -> None:
        o = outcome
        await self._connection.execute(
            _SETTLE, id_, o.state.value, o.reason, o.about, o.filing, o.dossier, o.result or {}, now
        )

    async def wait(self, id_: UUID, reason: str | None, until: datetime) -> None:
        await self._connection.execute(_WAIT, id_, reason, until)

    async def empty(self, settled_before: datetime) -> None:
        """What was applied whole, or refused, needs its raw content no more."""
        await self._connection.execute(_EMPTY, settled_before)

    async def accepted(self, dossiers: Mapping[UUID, UUID]) -> None:
        """By filing."""
        await self._connection.execute(_ACCEPTED, list(dossiers), list(dossiers.values()))

    async def erase(self, dossiers: Sequence[UUID]) -> None:
        """Nothing of these people stays here."""
        await self._connection.execute(_ERASE, list(dossiers))

    async def under_older_key(self, key: int, limit: int) -> list[SealedParts]:
        return [SealedParts(**row) for row in await self._connection.fetch(_OLDER_KEY, key, limit)]

    async def put_sealed(self, sealed: SealedParts) -> None:
        await self._connection.execute(_RESEAL, sealed.id, sealed.raw, sealed.account)

    async def kept(self, id_: UUID) -> KeptInbound | None:
        row = await self._connection.fetchrow(_KEPT, id_)
        return KeptInbound(**row) if row else None

    async def accounts(self, connection: str, codes: Sequence[str]) -> dict[str, SealedParts]:
        """By the portal's code: who filed there, as the portal knows them."""
        rows = await self._connection.fetch(_ACCOUNTS, connection, list(codes))
        return {row["portal_code"]: SealedParts(row["id"], None, row["account"]) for row in rows}
