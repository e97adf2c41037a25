"""Reads another service's log in order and hands it on, each fact exactly once, in one transaction per run.

The inbox is one row a source: the position up to which everything was applied or parked. What lies at or before it is a
repeat; a gap behind it is filled from the announcing service's ledger, so a lost JetStream store loses nothing.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from nats.aio.msg import Msg

from shared.contracts.envelope import Fact
from shared.db.database import Connection, Database, is_engine_trouble
from shared.errors import Refusal
from shared.messaging.broker import BROKER_TROUBLE, Broker
from shared.messaging.inbox import Inbox
from shared.messaging.lines import Entry, read_run

log = logging.getLogger("motcua.consumer")
Apply = Callable[[Connection, Sequence[Fact]], Awaitable[None]]
IDLE_SECONDS = 1.0
RETRY_SECONDS = 0.2
TRIES_BEFORE_PARKING = 5


class Consumer:
    """One reader of one source. `applied` is called after each commit (to wake the reader's own relay)."""

    def __init__(
        self,
        database: Database,
        inbox: Inbox,
        broker: Broker,
        apply: Apply,
        applied: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._inbox = inbox
        self._broker = broker
        self._apply = apply
        self._applied = applied
        self._tries: dict[int, int] = {}

    async def run(self) -> None:
        """For ever; any trouble is met by beginning again from the position in the database."""
        while True:
            try:
                await self._read_along()
            except Exception as trouble:
                if not is_engine_trouble(trouble) and not isinstance(trouble, BROKER_TROUBLE):
                    log.exception("reading %s stumbled", self._inbox.source)
                await asyncio.sleep(RETRY_SECONDS)

    async def _read_along(self) -> None:
        await self.catch_up()
        await self._broker.ensure_stream(self._inbox.source)
        subscription = await self._broker.pull(self._inbox.source, self._inbox.schema)
        while True:
            try:
                messages = await subscription.fetch(20, timeout=IDLE_SECONDS)
            except TimeoutError:
                await self.catch_up()
                continue
            await self._take_messages(messages)
            await asyncio.gather(*(message.ack() for message in messages))

    async def _take_messages(self, messages: Sequence[Msg]) -> None:
        entries: list[Entry] = []
        for message in messages:
            try:
                entries += read_run(message.data)
            except Refusal:
                log.warning("a damaged run of %s is read again from its ledger", self._inbox.source)
        entries.sort(key=lambda entry: entry.position)
        if not entries or not await self.take(entries):
            await self.catch_up()

    async def catch_up(self) -> None:
        """Reads the announcing service's own ledger until there is nothing more."""
        while True:
            async with self._database.reading() as connection:
                after = await self._inbox.position(connection)
            entries = read_run(await self._broker.read_log(self._inbox.source, after))
            if not entries:
                return
            await self.take(entries)

    async def take(self, entries: Sequence[Entry]) -> bool:
        """Applies a run in one transaction; False where a gap lies before it. One by one where the run fails."""
        try:
            return await self._take_together(entries)
        except Exception as trouble:
            if is_engine_trouble(trouble):
                raise
        for entry in entries:
            if not await self._take_alone(entry):
                return False
        return True

    async def _take_together(self, entries: Sequence[Entry]) -> bool:
        async with self._database.transaction() as connection:
            position = await self._inbox.locked_position(connection)
            fresh = [entry for entry in entries if entry.position > position]
            if not fresh:
                return True
            if not _is_gapless(position, fresh):
                return False
            facts = [entry.read() for entry in fresh]
            held_back = await self._inbox.held_back(connection, {fact.stream for fact in facts})
            for entry, fact in zip(fresh, facts, strict=True):
                if fact.stream in held_back:
                    await self._inbox.park_behind(connection, entry, fact)
            await self._apply(connection, [fact for fact in facts if fact.stream not in held_back])
            await self._inbox.advance(connection, fresh[-1].position, facts[-1].recorded_at)
        self._applied()
        return True

    async def _take_alone(self, entry: Entry) -> bool:
        try:
            return await self._take_together([entry])
        except Refusal as refusal:
            await self._park(entry, refusal.code, refusal.message)
        except Exception as trouble:
            if is_engine_trouble(trouble):
                raise
            tries = self._tries[entry.position] = self._tries.get(entry.position, 0) + 1
            if tries < TRIES_BEFORE_PARKING:
                raise
            log.exception("fact %s/%s is parked", self._inbox.source, entry.position)
            await self._park(entry, "unexpected", type(trouble).__name__)
        self._tries.pop(entry.position, None)
        return True

    async def _park(self, entry: Entry, code: str, reason: str) -> None:
        async with self._database.transaction() as connection:
            if entry.position == await self._inbox.locked_position(connection) + 1:
                await self._inbox.park(connection, entry, code, reason)
                await self._inbox.advance(connection, entry.position, None)


def _is_gapless(position: int, entries: Sequence[Entry]) -> bool:
    return all(entry.position == position + n for n, entry in enumerate(entries, start=1))
