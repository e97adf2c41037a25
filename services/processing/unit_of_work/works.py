"""Many works one after the other, each in a transaction of its own: what is done of a batch stays done."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from services.processing.domain.practice import Practice
from services.processing.unit_of_work.work import Work
from shared.clock import Clock
from shared.db.database import Database


@dataclass(frozen=True, slots=True)
class Works:
    """Where a batch gets its works from; `wake` tells the relay that there is something to announce."""

    database: Database
    clock: Clock
    practice: Practice
    wake: Callable[[], None]

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Work]:
        async with self.database.transaction() as connection:
            yield Work(connection, self.clock.now(), self.practice)
        self.wake()

    @asynccontextmanager
    async def look(self) -> AsyncIterator[Work]:
        async with self.database.reading() as connection:
            yield Work(connection, self.clock.now(), self.practice)
