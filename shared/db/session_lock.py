"""Work that only one process may do at a time, however many there are: a lock that lives on a session."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from shared.db.database import Database

_LOCK = "select pg_try_advisory_lock(hashtext($1))"
_UNLOCK = "select pg_advisory_unlock(hashtext($1))"


@asynccontextmanager
async def session_lock(database: Database, name: str) -> AsyncIterator[bool]:
    """True where it is ours for the block. It is given back at the end, since the session goes on in the pool."""
    async with database.holding() as held:
        is_ours: bool = await held.fetchval(_LOCK, name)
        try:
            yield is_ours
        finally:
            if is_ours and not held.is_closed():
                await held.execute(_UNLOCK, name)
