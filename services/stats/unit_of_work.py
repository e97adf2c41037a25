"""What is written together: dossiers, filings, their sums, the organisation, and the generation of the books."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from services.stats.domain.differences import Differences
from services.stats.repository.closings import Closings
from services.stats.repository.dossiers import Dossiers
from services.stats.repository.filings import Filings
from services.stats.repository.generations import Generations
from services.stats.repository.offices import Offices
from services.stats.repository.shadow import SHADOW, Shadow
from services.stats.repository.sums import Sums
from shared.db.database import Connection, Database

BOOKS = "stats"


class Work:
    """One transaction over one set of books: the yearbook itself, or a shadow of it."""

    def __init__(self, connection: Connection, schema: str = BOOKS) -> None:
        self.connection = connection
        self.schema = schema
        self.dossiers = Dossiers(connection, schema)
        self.filings = Filings(connection, schema)
        self.sums = Sums(connection, schema)
        self.offices = Offices(connection, schema)
        self.generations = Generations(connection, schema)
        self.closings = Closings(connection)

    async def add(self, differences: Differences) -> None:
        """To every sum that they touch."""
        await self.sums.add(differences.sums)
        await self.sums.add_ends(differences.times, differences.causes)
        await self.sums.add_moves(differences.moves)


class ShadowWork(Work):
    """The yearbook and, beside it, empty shadow books that end with the transaction."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, SHADOW)
        self.shadow = Shadow(connection)
        self.books = Work(connection)


@asynccontextmanager
async def shadow_work(database: Database, *, at_one_moment: bool) -> AsyncIterator[ShadowWork]:
    """A transaction of its own. `at_one_moment` reads the yearbook as it stood at the start, whatever is written."""
    isolation = "repeatable_read" if at_one_moment else "read_committed"
    async with database.holding() as connection, connection.transaction(isolation=isolation):  # type: ignore[arg-type]
        work = ShadowWork(connection)
        await work.shadow.lay_out()
        yield work
