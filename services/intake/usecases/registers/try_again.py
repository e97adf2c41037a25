"""Has a book read once more without writing, after its columns were named: it need not be handed in again."""

from uuid import UUID

from services.intake.queries.registers.register_imports import ImportRead
from services.intake.repository.registers.books import Books
from services.intake.repository.registers.register_imports import ImportJob
from services.intake.unit_of_work.work import Work
from shared.callers import Caller
from shared.errors import NotFound
from shared.ids import new_id


async def try_again(work: Work, books: Books, caller: Caller, before: ImportRead) -> UUID:
    """The id of the new trial. Refuses a book whose file is gone."""
    if not books.path(before.file_digest).exists():
        raise NotFound("book_not_kept", "Tệp của sổ này không còn được lưu: chọn tệp và nạp lại")
    job = ImportJob(new_id(), before.office, before.file_digest, False, 0, caller.subject)
    await work.register_imports.add_again(job, before.id, work.now)
    return job.id
