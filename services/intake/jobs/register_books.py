"""Works off the register books that were handed in, one at a time."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from uuid import UUID

from services.intake.repository.registers.books import Books
from services.intake.repository.registers.register_imports import RegisterImports
from services.intake.usecases.registers.work_off_register import ReaderKilled, work_off_register
from services.intake.vault.vault import Vault
from shared.clock import Clock
from shared.db.database import Database, is_engine_trouble
from shared.web.lone_work import work_alone
from shared.web.station import Station

log = logging.getLogger("motcua.registers")
_IDLE_SECONDS = 1.0
_DEATHS = 3  # of reading processes, before a book is given up
_KILLED = "Việc đọc sổ bị dừng nhiều lần giữa chừng: báo quản trị xem bộ nhớ của máy, rồi nạp lại"
_LOCK = "motcua.intake.registers"


class BookWork:
    """The worker of one process; `wake()` after a book was handed in makes it look at once."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._news = asyncio.Event()

    def wake(self) -> None:
        self._news.set()

    async def run(self, station: Station) -> None:
        """For ever; a book that was interrupted, here or in a process that died, is taken up again."""
        await work_alone(station, _LOCK, self._work_while_locked, log)

    async def _work_while_locked(self, station: Station) -> None:
        while True:
            self._news.clear()
            books = Books(station.settings.files)
            await work_off_all(station.database, station.clock, books, self._vault, station.wake)
            try:
                await asyncio.wait_for(self._news.wait(), _IDLE_SECONDS)
            except TimeoutError:
                continue


async def work_off_all(
    database: Database, clock: Clock, books: Books, vault: Vault, committed: Callable[[], None]
) -> None:
    """Works off every book that waits, oldest first. A book on which the suite itself stumbles is marked failed."""
    deaths: Counter[UUID] = Counter()
    while True:
        async with database.reading() as connection:
            job = await RegisterImports(connection).next()
        if job is None:
            return
        try:
            await work_off_register(database, clock, books, vault, job)
        except ReaderKilled:
            deaths[job.id] += 1
            log.warning("the reading process of register import %s was killed", job.id)
            if deaths[job.id] == _DEATHS:
                await _give_up(database, clock, job.id, _KILLED)
        except Exception as trouble:
            if is_engine_trouble(trouble):
                raise
            # The database's own words may quote the row: only the kind of trouble is logged.
            log.error("register import %s failed: %s", job.id, type(trouble).__name__)
            await _give_up(database, clock, job.id, "Hệ thống gặp lỗi khi ghi sổ, hãy báo quản trị")
        committed()


async def _give_up(database: Database, clock: Clock, job: UUID, reason: str) -> None:
    async with database.transaction() as connection:
        await RegisterImports(connection).fail(job, reason, clock.now())
