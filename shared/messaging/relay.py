"""Carries committed facts from the ledger to JetStream, in order, one active relay per service.

Numbering and publishing are two steps: a position is given in the database first (so a run may be published twice but
never under another number), then runs go out and the mark moves. Readers drop what they have by position.
"""

import asyncio
import logging
from contextlib import suppress

from nats.aio.msg import Msg

from shared.db.database import Connection, Database, is_engine_trouble
from shared.messaging.broker import BROKER_TROUBLE, Broker, log_subject_of
from shared.messaging.lines import RUN_FACTS, write_run

log = logging.getLogger("motcua.relay")
IDLE_SECONDS = 0.25

_NUMBER = """
with taken as (
  delete from {schema}.outbox where gid in (select gid from {schema}.outbox order by gid limit 5000) returning gid),
head as (select coalesce(max(position), 0) as position from {schema}.fact_log)
insert into {schema}.fact_log (position, gid)
select head.position + row_number() over (order by taken.gid), taken.gid from taken, head
"""
_READ = """
select l.position, f.leaf, f.canon from {schema}.fact_log l join {schema}.facts f using (gid)
where l.position > $1 order by l.position limit $2
"""
_MARK = "update {schema}.relay set published = $1 where published < $1"
_PUBLISHED = "select published from {schema}.relay"
_LOCK = "select pg_try_advisory_lock(hashtext('motcua.relay.' || $1))"


class Relay:
    """`wake()` after a commit makes it run at once; it looks by itself every quarter of a second anyway."""

    def __init__(self, database: Database, schema: str, broker: Broker) -> None:
        self._database = database
        self._schema = schema
        self._broker = broker
        self._news = asyncio.Event()
        self._sql = {
            name: text.format(schema=schema)
            for name, text in {
                "number": _NUMBER,
                "read": _READ,
                "mark": _MARK,
                "published": _PUBLISHED,
            }.items()
        }

    def wake(self) -> None:
        self._news.set()

    async def run(self) -> None:
        """For ever: hold the lock on a connection of its own, relay, and begin again after any engine's trouble."""
        await self._answer_log_reads()
        while True:
            try:
                async with self._database.holding() as connection:
                    try:
                        await self._relay_while_locked(connection)
                    finally:
                        await _let_go(connection)
            except Exception as trouble:
                if not is_engine_trouble(trouble) and not isinstance(trouble, BROKER_TROUBLE):
                    log.exception("relay of %s stumbled", self._schema)
                await asyncio.sleep(0.5)

    async def _relay_while_locked(self, connection: Connection) -> None:
        while not await connection.fetchval(_LOCK, self._schema):
            await asyncio.sleep(1)
        published = await connection.fetchval(self._sql["published"])
        while True:
            self._news.clear()
            numbered = await connection.execute(self._sql["number"])
            published = await self._publish_after(connection, published)
            if numbered.endswith(" 0"):
                await self._pause()

    async def _pause(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(IDLE_SECONDS):
                await self._news.wait()

    async def _publish_after(self, connection: Connection, published: int) -> int:
        while rows := await connection.fetch(self._sql["read"], published, RUN_FACTS):
            payload, last = write_run((r["position"], r["leaf"], r["canon"]) for r in rows)
            await self._send(payload, f"{self._schema}:{published + 1}-{last}")
            await connection.execute(self._sql["mark"], last)
            published = last
        return published

    async def _send(self, payload: bytes, message_id: str) -> None:
        try:
            await self._broker.publish(self._schema, payload, message_id)
        except BROKER_TROUBLE:
            await self._broker.ensure_stream(self._schema)
            await self._broker.publish(self._schema, payload, message_id)

    async def _answer_log_reads(self) -> None:
        async def answer(message: Msg) -> None:
            async with self._database.reading() as connection:
                rows = await connection.fetch(self._sql["read"], int(message.data), RUN_FACTS)
            await message.respond(write_run((r["position"], r["leaf"], r["canon"]) for r in rows)[0])

        await self._broker.client.subscribe(log_subject_of(self._schema), queue="relay", cb=answer)


async def _let_go(connection: Connection) -> None:
    """The lock is the session's; a connection that goes back to the pool must not keep it."""
    with suppress(Exception):
        await connection.execute("select pg_advisory_unlock_all()", timeout=2)
