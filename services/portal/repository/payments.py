"""Payments on their way: started once a dossier, moved by what the platform says, each word kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from services.portal.domain.payments.payment import Payment, PaymentState, Told
from shared.db.database import Connection

_COLUMNS = """
reference, dossier, connection, amount, is_of_fees, state, transaction, address, started_at, asks
"""
_ADD = """
insert into portal.payments
  (reference, dossier, connection, amount, is_of_fees, state, started_by, started_at, next_ask_at)
values ($1, $2, $3, $4, $5, 'started', $6, $7, $8) on conflict (dossier) where state = 'started' do nothing
returning reference
"""
_OPEN = f"select {_COLUMNS} from portal.payments where dossier = $1 and state = 'started' for update"
_LOCK = f"select {_COLUMNS} from portal.payments where reference = $1 and connection = $2 for update"
_FIND = f"select {_COLUMNS} from portal.payments where reference = $1"
_SET_ADDRESS = "update portal.payments set address = $2 where reference = $1"
_MOVE = """
update portal.payments set state = $2, transaction = coalesce(nullif($3, ''), transaction),
  paid_at = case when $2 = 'paid' then coalesce(paid_at, $4) end,
  apply_at = case when $2 = 'paid' and paid_at is null then $4 else apply_at end,
  next_ask_at = case when $2 in ('paid', 'failed') then null else next_ask_at end
where reference = $1
"""
_ASKED = """
update portal.payments set asks = asks + 1, next_ask_at = $2,
  state = case when $2::timestamptz is null and state = 'started' then 'unknown' else state end
where reference = $1
"""
_IS_OF_ANOTHER = """
select exists (select from portal.payments where connection = $1 and transaction = nullif($2, '') and reference <> $3)
"""
_WORD = """
insert into portal.payment_words (reference, at, source, code, amount, transaction, verdict)
values ($1, $2, $3, $4, $5, $6, $7)
"""
# Taken by moving them on: of many processes one gets each, and what a process did not live to do comes up again.
_TO_ASK = f"""
update portal.payments set next_ask_at = $3 where reference in (
  select reference from portal.payments where connection = $1 and next_ask_at <= $2
  order by next_ask_at limit 20 for update skip locked)
returning {_COLUMNS}
"""
_TO_APPLY = f"""
update portal.payments set apply_at = $3 where reference in (
  select reference from portal.payments where connection = $1 and apply_at <= $2
  order by apply_at limit 20 for update skip locked)
returning {_COLUMNS}
"""
_APPLIED = "update portal.payments set apply_at = null, applied_at = $2, apply_trouble = $3 where reference = $1"
_APPLY_LATER = "update portal.payments set apply_at = $2 where reference = $1"
_ABOUT = "select connection, coalesce(portal_code, code) as code, procedure, desk from portal.lanes where id = $1"
_OF = """
select reference, amount, is_of_fees, state, transaction, address, started_by, started_at, paid_at, applied_at,
  apply_trouble
from portal.payments where dossier = $1 order by started_at desc limit 50
"""


@dataclass(frozen=True, slots=True)
class Payable:
    """What a dossier is called at its portal, and which desk took it in."""

    connection: str
    code: str
    procedure: str
    desk: str


class Payments:
    """Over one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def payable(self, dossier: UUID) -> Payable | None:
        row = await self._connection.fetchrow(_ABOUT, dossier)
        return Payable(**row) if row else None

    async def started(self, dossier: UUID) -> Payment | None:
        return _payment(await self._connection.fetchrow(_OPEN, dossier))

    async def add(self, payment: Payment, actor: str, next_ask_at: datetime | None) -> bool:
        """False: another one was started for this dossier at the same time."""
        p = payment
        values = (p.reference, p.dossier, p.connection, p.amount, p.is_of_fees, actor, p.started_at, next_ask_at)
        return await self._connection.fetchval(_ADD, *values) is not None

    async def set_address(self, reference: str, address: str) -> None:
        await self._connection.execute(_SET_ADDRESS, reference, address)

    async def find(self, reference: str) -> Payment | None:
        return _payment(await self._connection.fetchrow(_FIND, reference))

    async def locked(self, reference: str, connection: str) -> Payment | None:
        return _payment(await self._connection.fetchrow(_LOCK, reference, connection))

    async def move(self, reference: str, state: PaymentState, transaction: str, now: datetime) -> None:
        """Once paid its effects are due, and it is asked about no more."""
        await self._connection.execute(_MOVE, reference, state.value, transaction, now)

    async def is_transaction_of_another(self, payment: Payment, transaction: str) -> bool:
        values = (payment.connection, transaction, payment.reference)
        return bool(await self._connection.fetchval(_IS_OF_ANOTHER, *values))

    async def asked(self, reference: str, next_ask_at: datetime | None) -> None:
        """Without another ask it is unknown, if nobody paid."""
        await self._connection.execute(_ASKED, reference, next_ask_at)

    async def write(self, source: str, told: Told, verdict: str, now: datetime) -> None:
        t = told
        await self._connection.execute(
            _WORD, t.reference, now, source, t.code[:50], t.amount, t.transaction[:200] or None, verdict
        )

    async def take_to_ask(self, connection: str, now: datetime, again_at: datetime) -> Sequence[Payment]:
        """Ours until `again_at`."""
        return _payments(await self._connection.fetch(_TO_ASK, connection, now, again_at))

    async def take_to_apply(self, connection: str, now: datetime, again_at: datetime) -> Sequence[Payment]:
        """Ours until `again_at`."""
        return _payments(await self._connection.fetch(_TO_APPLY, connection, now, again_at))

    async def applied(self, reference: str, trouble: str | None, now: datetime) -> None:
        await self._connection.execute(_APPLIED, reference, now, trouble)

    async def apply_later(self, reference: str, at: datetime) -> None:
        await self._connection.execute(_APPLY_LATER, reference, at)

    async def of_dossier(self, dossier: UUID) -> list[dict[str, Any]]:
        """Newest first."""
        return [dict(row) for row in await self._connection.fetch(_OF, dossier)]


def _payments(rows: Sequence[Any]) -> list[Payment]:
    return [payment for row in rows if (payment := _payment(row))]


def _payment(row: Any) -> Payment | None:
    return Payment(**(dict(row) | {"state": PaymentState(row["state"])})) if row else None
