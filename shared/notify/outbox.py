"""Messages of one service that wait to be sent, went out, or did not: rows written beside what caused them."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from shared.db.database import Connection
from shared.ids import new_id
from shared.notify.message import Medium, Message, MessageState, Outgoing, masked_address

_QUEUE = """
insert into {schema}.messages (id, key, medium, kind, about, address, masked, subject, text, details, queued_at,
  next_try_at)
select id, key, medium, kind, about, address, masked, subject, text, details::jsonb, $11, $12
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[],
  $10::text[]) as t(id, key, medium, kind, about, address, masked, subject, text, details)
on conflict (key) do nothing
"""
# A try is counted before it is made, and its lease is committed: a program that dies while sending holds up one
# message for the lease, and a message that kills programs runs out of tries.
_TAKE = """
update {schema}.messages m set attempts = m.attempts + 1, next_try_at = $3
from (select id from {schema}.messages where state = 'waiting' and medium = $1 and next_try_at <= $2
      order by next_try_at limit $4 for update skip locked) as due
where m.id = due.id
returning m.id, m.medium, m.kind, m.address, m.subject, m.text, m.details, m.attempts
"""
_HOLD = """
update {schema}.messages set error = $4, next_try_at = $3 where state = 'waiting' and medium = $1 and next_try_at <= $2
"""
_LATER = "update {schema}.messages set error = $2, next_try_at = $3 where id = $1 and state = 'waiting'"
_END = "state = $2, error = $3, ended_at = $4, address = null, next_try_at = null"
_SENT = f"update {{schema}}.messages set {_END} where id = $1"  # also what was withdrawn meanwhile: it did go out
_FAILED = f"update {{schema}}.messages set {_END} where id = $1 and state = 'waiting'"
_WITHDRAW = f"""
update {{schema}}.messages set {_END}
where about = any($1::uuid[]) and state = 'waiting' and medium = any($5::text[])
"""
_TOO_OLD = f"update {{schema}}.messages set {_END} where queued_at < $1 and state = 'waiting'"
_EMPTY = "update {schema}.messages set masked = null, subject = null, text = null, details = null where about = any($1)"
_SENT_OF = "select key from {schema}.messages where key = any($1::text[]) and state = 'sent'"


class Outbox:
    """The messages of one schema, on one connection."""

    def __init__(self, connection: Connection, schema: str) -> None:
        self._connection = connection
        self._schema = schema

    async def queue(self, messages: Sequence[Message], now: datetime, delay: timedelta = timedelta(0)) -> None:
        """In the transaction of their cause; what has a key that was queued before is that message already."""
        if messages:
            columns = map(list, zip(*map(_columns, messages), strict=True))
            await self._execute(_QUEUE, *columns, now, now + delay)

    async def take(self, medium: Medium, now: datetime, lease: timedelta, limit: int) -> list[Outgoing]:
        """What is due, each for the taker alone until the lease is over."""
        rows = await self._connection.fetch(self._sql(_TAKE), medium.value, now, now + lease, limit)
        return [Outgoing(**{**row, "medium": medium}) for row in rows]

    async def hold(self, medium: Medium, now: datetime, until: datetime, why: str) -> int:
        """Puts off all that is due without a try; how many."""
        return _count(await self._execute(_HOLD, medium.value, now, until, why))

    async def put_off(self, id_: UUID, why: str, until: datetime) -> None:
        await self._execute(_LATER, id_, why, until)

    async def mark_sent(self, id_: UUID, now: datetime) -> None:
        await self._execute(_SENT, id_, MessageState.SENT, None, now)

    async def mark_failed(self, id_: UUID, why: str, now: datetime) -> None:
        await self._execute(_FAILED, id_, MessageState.FAILED, why, now)

    async def give_up_old(self, before: datetime, now: datetime) -> int:
        """What was queued before and is still waiting fails; how many."""
        return _count(await self._execute(_TOO_OLD, before, MessageState.FAILED, "too_old", now))

    async def withdraw(
        self, about: Sequence[UUID], now: datetime, why: str, media: Sequence[Medium] = tuple(Medium)
    ) -> None:
        """Quietens what still waits about these; what is being sent this moment still counts as sent."""
        await self._execute(_WITHDRAW, list(about), MessageState.WITHDRAWN, why, now, list(media))

    async def sent_among(self, keys: Sequence[str]) -> set[str]:
        return {row["key"] for row in await self._connection.fetch(self._sql(_SENT_OF), list(keys))}

    async def erase(self, about: Sequence[UUID], now: datetime) -> None:
        """Takes addresses and texts out of all that was ever queued about these; what waits is not sent."""
        await self.withdraw(about, now, "erased")
        await self._execute(_EMPTY, list(about))

    async def _execute(self, sql: str, *values: object) -> str:
        return await self._connection.execute(self._sql(sql), *values)

    def _sql(self, sql: str) -> str:
        return sql.format(schema=self._schema)


def _columns(m: Message) -> tuple[object, ...]:
    return (
        *(new_id(), m.key, m.medium.value, m.kind, m.about, m.address, masked_address(m.medium, m.address)),
        *(m.subject, m.text, json.dumps(dict(m.details), ensure_ascii=False)),
    )


def _count(status: str) -> int:
    return int(status.rpartition(" ")[2])
