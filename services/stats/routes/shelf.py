"""Open tables that were made within the hour. One is made at a time: whoever may ask without a login may ask often."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

_KEPT_FOR = timedelta(hours=1)
_MOST = 32


class Shelf:
    """One per app; the oldest table goes when there are too many."""

    def __init__(self) -> None:
        self._tables: dict[str, tuple[datetime, bytes]] = {}
        self._making = asyncio.Lock()

    async def take(self, name: str, now: datetime, make: Callable[[], Awaitable[bytes]]) -> bytes:
        found = self._fresh(name, now)
        if found is not None:
            return found
        async with self._making:
            found = self._fresh(name, now)  # somebody may have made it meanwhile
            if found is None:
                found = await make()
                self._put(name, now, found)
            return found

    def _fresh(self, name: str, now: datetime) -> bytes | None:
        made_at, table = self._tables.get(name, (now, None))
        return table if now - made_at < _KEPT_FOR else None

    def _put(self, name: str, now: datetime, table: bytes) -> None:
        self._tables.pop(name, None)
        self._tables[name] = (now, table)
        while len(self._tables) > _MOST:
            del self._tables[next(iter(self._tables))]
