"""A service's place of work: its database, its token reader, its relay and what it listens to, started and stopped.

The bus may be away at the start and at any time: requests go on, facts wait in the ledger, figures lag and say so.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shared.clock import Clock, SystemClock
from shared.db.database import Database, PooledDatabase
from shared.errors import Refusal
from shared.local.nats import assert_sync_always
from shared.messaging.background import end_tasks
from shared.messaging.broker import Broker
from shared.messaging.consumer import Apply, Consumer
from shared.messaging.inbox import Inbox
from shared.messaging.relay import Relay
from shared.settings import Settings, refuse
from shared.web.auth import ClaimNames, TokenReader

log = logging.getLogger("motcua.station")


@dataclass(frozen=True, slots=True)
class Listening:
    """A source this service reads, and what it does with a run of its facts (in the given transaction)."""

    source: str
    apply: Apply


Job = Callable[["Station"], Coroutine[Any, Any, None]]


@dataclass
class Station:
    """One per process. Tests make one with a bound database and without a bus."""

    schema: str
    settings: Settings
    tokens: TokenReader
    listens: Sequence[Listening] = ()
    jobs: Sequence[Job] = ()
    clock: Clock = field(default_factory=SystemClock)
    opened: Database | None = None
    broker: Broker | None = None
    _relay: Relay | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @classmethod
    def of(cls, schema: str, settings: Settings, **more: Any) -> "Station":
        if isinstance(settings.jwks, Path) and not settings.jwks.is_file():
            refuse(f"không đọc được khóa công khai của nhà cấp định danh ở {settings.jwks} (MOTCUA_JWKS)")
        names = ClaimNames(settings.roles_claim, settings.offices_claim)
        tokens = TokenReader.of(settings.jwks, settings.issuer, names)
        return cls(schema=schema, settings=settings, tokens=tokens, **more)

    @property
    def database(self) -> Database:
        if self.opened is None:
            raise RuntimeError("the station is not at work")
        return self.opened

    def inboxes(self) -> list[Inbox]:
        return [Inbox(self.schema, listening.source) for listening in self.listens]

    def wake(self) -> None:
        """A commit may have left facts in the outbox."""
        if self._relay:
            self._relay.wake()

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        if self.opened is not None:
            yield
            return
        size = self.settings.pool_size
        pool = await PooledDatabase.open(self.settings.database_url, size=size, application=self.schema)
        self.opened = pool
        self._start(self._carry())
        self._start(self.tokens.keys.keep_fresh())
        for job in self.jobs:
            self._start(job(self))
        try:
            yield
        finally:
            await self._stop()
            await pool.close()
            self.opened = None

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _trust_bus(self) -> None:
        """Until NATS says that it syncs what it acknowledges: before that nothing is handed to it."""
        monitor = self.settings.nats_monitor_url
        if not monitor:
            log.warning("MOTCUA_NATS_MONITOR_URL is not set: sync_interval of NATS is not checked")
            return None
        while True:
            try:
                return await asyncio.to_thread(assert_sync_always, monitor)
            except Refusal as unfit:
                log.error("%s", unfit)
                await asyncio.sleep(1)

    async def _carry(self) -> None:
        await self._trust_bus()
        self.broker = await Broker.connect(self.settings.nats_url, self.schema)
        self._relay = Relay(self.database, self.schema, self.broker)
        self._start(self._relay.run())
        for listening in self.listens:
            inbox = Inbox(self.schema, listening.source)
            reader = Consumer(self.database, inbox, self.broker, listening.apply, self.wake)
            self._start(reader.run())

    async def _stop(self) -> None:
        await end_tasks(self._tasks)
        if self.broker:
            await self.broker.close()
