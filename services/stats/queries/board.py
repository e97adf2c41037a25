"""When each area was last touched, held in memory and told by the database: who asks for nothing new costs no query."""

import asyncio
from collections.abc import Iterable
from typing import Any

from services.stats.queries.positions import SourcePosition, positions
from shared.db.database import Connection, Database

CHANNEL = "stats_books"
_NEWER = "select area, generation from stats.touched where generation > $1"
_LOOK_ANYWAY_SECONDS = 5.0  # a connection that died without a word, or a parked fact, is noticed by then


class Board:
    """`is_live` only while the database tells every change; a commit is known here within milliseconds."""

    def __init__(self) -> None:
        self.is_live = False
        self.sources: dict[str, SourcePosition] = {}
        self._touched: dict[str, int] = {}
        self._newest = 0
        self._news = asyncio.Event()
        self._moved = asyncio.Condition()

    def generation(self, areas: Iterable[str]) -> int:
        """The newest generation of any of the areas; 0 where nothing was ever counted."""
        return max((self._touched.get(area, 0) for area in areas), default=0)

    async def wait_beyond(self, area: str, generation: int, seconds: float) -> None:
        """Until something at or below the area moved, or for that long."""
        try:
            async with asyncio.timeout(seconds), self._moved:
                await self._moved.wait_for(lambda: self.generation([area]) > generation)
        except TimeoutError:
            return

    async def follow(self, database: Database) -> None:
        """Until the connection breaks, which is raised."""
        async with database.holding() as connection:
            await connection.add_listener(CHANNEL, self._hear)
            try:
                while True:
                    self._news.clear()
                    await self._read(connection)
                    await self._await_news()
            finally:
                self.is_live = False
                if not connection.is_closed():
                    await connection.remove_listener(CHANNEL, self._hear)

    async def _read(self, connection: Connection) -> None:
        rows = await connection.fetch(_NEWER, self._newest)
        self.sources = await positions(connection)
        self._touched.update((row["area"], row["generation"]) for row in rows)
        self._newest = max((row["generation"] for row in rows), default=self._newest)
        self.is_live = True
        if rows:
            async with self._moved:
                self._moved.notify_all()

    async def _await_news(self) -> None:
        try:
            await asyncio.wait_for(self._news.wait(), _LOOK_ANYWAY_SECONDS)
        except TimeoutError:
            return

    def _hear(self, *_: Any) -> None:
        self._news.set()
