"""Works one after the other, each committed by itself: what a lane has told stays told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from services.portal.unit_of_work.work import Work
from shared.clock import Clock
from shared.db.database import Database


@dataclass(frozen=True, slots=True)
class Works:
    """Where a job gets its works from."""

    database: Database
    clock: Clock

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Work]:
        async with self.database.transaction() as connection:
            yield Work(connection, self.clock.now())

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[Work]:
        """For a single statement: it commits by itself, without the round trips of a transaction."""
        async with self.database.holding() as connection:
            yield Work(connection, self.clock.now())
