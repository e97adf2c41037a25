"""Takes a register book in: the file is kept, the work on it waits for the job."""

from collections.abc import AsyncIterator
from uuid import UUID

from services.intake.domain.organisation.office import Office
from services.intake.repository.registers.books import Books
from services.intake.repository.registers.register_imports import ImportJob
from services.intake.unit_of_work.work import Work
from shared.callers import Caller
from shared.clock import Clock
from shared.db.database import Database
from shared.ids import new_id


async def hand_in_register(
    database: Database,
    clock: Clock,
    books: Books,
    caller: Caller,
    office: Office,
    *,
    file_name: str,
    is_committing: bool,
    chunks: AsyncIterator[bytes],
) -> UUID:
    """The id of the import. No connection is held while the file arrives; refuses what is not a workbook."""
    stored = await books.keep(chunks)
    job = ImportJob(new_id(), office.code, stored.digest, is_committing, 0, caller.subject)
    async with database.transaction() as connection:
        work = Work(connection, clock.now())
        await work.register_imports.add(job, file_name, stored.size, work.now)
    return job.id
