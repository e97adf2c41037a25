"""Carries the log of erasures over into the journal outside the database."""

from services.intake.queries.privacy.erasures import erasures_after
from services.intake.repository.privacy.erasure_journal import ErasureJournal
from shared.db.database import Database

_BATCH = 500


async def note_erasures(database: Database, journal: ErasureJournal, after: int) -> int:
    """The number of the last one that the journal has now, `after` where there is nothing new."""
    async with database.reading() as connection:
        news = await erasures_after(connection, after, _BATCH)
    if not news:
        return after
    await journal.append([erasure for _, erasure in news])
    return news[-1][0]
