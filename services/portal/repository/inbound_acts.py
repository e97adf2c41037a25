"""What people decide about an inbound message: tried again, perhaps for another desk, or refused."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.portal.domain.inbound.inbound_state import InboundState
from shared.db.database import Connection

_LOCK = "select state, leased_until, raw is not null as is_kept from portal.inbound where id = $1 for update"
_SET = """
update portal.inbound set state = $2::text, desk = coalesce($3, desk), next_at = $4::timestamptz, leased_until = null,
  settled_at = case when $2::text = 'refused' then $4::timestamptz end,
  reason = case when $2::text = 'refused' then reason end
where id = $1
"""
_ADD = "insert into portal.inbound_acts (inbound, act, desk, reason, actor, at) values ($1, $2, $3, $4, $5, $6)"


@dataclass(frozen=True, slots=True)
class InboundStanding:
    """`leased_until`: until when somebody applies it; `is_kept`: its content is still here."""

    state: InboundState
    leased_until: datetime | None
    is_kept: bool


class InboundActs:
    """Over one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def locked(self, id_: UUID) -> InboundStanding | None:
        row = await self._connection.fetchrow(_LOCK, id_)
        return InboundStanding(InboundState(row["state"]), row["leased_until"], row["is_kept"]) if row else None

    async def set_state(self, id_: UUID, state: InboundState, desk: str | None, now: datetime) -> None:
        await self._connection.execute(_SET, id_, state.value, desk, now)

    async def write(self, id_: UUID, act: str, desk: str | None, reason: str, actor: str, now: datetime) -> None:
        await self._connection.execute(_ADD, id_, act, desk, reason, actor, now)
