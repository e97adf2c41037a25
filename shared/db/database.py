"""One pool of connections and the two ways in: `transaction()` for acts, `reading()` for answers.

Run-time SQL goes through asyncpg alone (docs/adr/0002): one kind of connection, one round trip per statement, and
`transaction()` inside a test's outer transaction becomes a savepoint by itself.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, Protocol

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from shared.errors import Unavailable

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]
    Pool = asyncpg.Pool[asyncpg.Record]
else:
    Connection, Pool = asyncpg.Connection, asyncpg.Pool

ACQUIRE_SECONDS = 2.0

_GONE = (
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.InterfaceError,
    asyncpg.LockNotAvailableError,  # somebody holds the row for long (a rebuild): wait, do not park
    asyncpg.DeadlockDetectedError,
    asyncpg.QueryCanceledError,
    ConnectionError,
    OSError,
    TimeoutError,
)


def is_engine_trouble(problem: BaseException) -> bool:
    """True where the engine is away or overloaded: the same work may be tried again unchanged."""
    return isinstance(problem, _GONE)


def database_away() -> Unavailable:
    return Unavailable("database_unavailable", "Cơ sở dữ liệu đang bận hoặc ngừng, hãy gửi lại sau ít giây")


class Database(Protocol):
    """Where transactions come from."""

    def transaction(self) -> AbstractAsyncContextManager[Connection]: ...

    def reading(self) -> AbstractAsyncContextManager[Connection]: ...

    def holding(self) -> AbstractAsyncContextManager[Connection]: ...


async def prepare_connection(connection: Connection) -> None:
    """jsonb in and out as Python values."""
    await connection.set_type_codec("jsonb", schema="pg_catalog", encoder=json.dumps, decoder=json.loads)


async def _keep(connection: Connection) -> None:
    """No reset query at release (it costs a round trip); transactions leave nothing behind on the session."""


class PooledDatabase:
    """A pool of a service's own role. Commit happens when the `async with` block ends, before any answer leaves."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    @classmethod
    async def open(cls, url: str, *, size: int = 8, application: str = "motcua") -> "PooledDatabase":
        pool = await asyncpg.create_pool(
            url,
            min_size=1,
            max_size=size,
            init=prepare_connection,
            reset=_keep,
            command_timeout=30,
            server_settings={
                "application_name": application,
                "idle_in_transaction_session_timeout": "30s",
                "lock_timeout": "5s",
                "timezone": "UTC",
                "jit": "off",  # compiling took longer than it saved: counts of a province 48 ms with it, 21 without
            },
        )
        return cls(pool)

    async def close(self) -> None:
        try:
            await asyncio.wait_for(self._pool.close(), 5)
        except TimeoutError:
            self._pool.terminate()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        async with self._acquired() as connection, connection.transaction():
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Connection]:
        async with (
            self._acquired() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            yield connection

    @asynccontextmanager
    async def holding(self) -> AsyncIterator[Connection]:
        """A connection without a transaction, for as long as the block lasts: each statement commits by itself."""
        async with self._acquired() as connection:
            yield connection

    @asynccontextmanager
    async def _acquired(self) -> AsyncIterator[Connection]:
        try:
            connection = await self._pool.acquire(timeout=ACQUIRE_SECONDS)
        except _GONE as away:
            raise database_away() from away
        try:
            yield connection
        finally:
            await asyncio.shield(self._pool.release(connection))


class BoundDatabase:
    """Everything on one given connection: a test's outer transaction, or a worker that holds its own."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        async with self._connection.transaction():
            yield self._connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Connection]:
        yield self._connection

    @asynccontextmanager
    async def holding(self) -> AsyncIterator[Connection]:
        yield self._connection
