"""Erases again what a database restored from an older backup has forgotten to have erased."""

from services.intake.repository.privacy.erasure_journal import ErasureJournal
from services.intake.repository.privacy.erasures import last_number_of, not_in_the_log
from services.intake.unit_of_work.erasing import erase_again
from services.intake.unit_of_work.work import Work
from shared.clock import Clock
from shared.db.database import Database


async def reapply_erasures(database: Database, clock: Clock, journal: ErasureJournal) -> tuple[int, int]:
    """How many were erased again, and up to which number of the log the journal goes now."""
    again, last = 0, 0
    async for batch in journal.batches():
        async with database.transaction() as connection:
            forgotten = await not_in_the_log(connection, batch)
            again += len(await erase_again(Work(connection, clock.now()), forgotten))
            last = max(last, await last_number_of(connection, batch))
    return again, last
