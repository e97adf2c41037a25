"""Has a book that was tried out written: the file is the one that was tried, it need not be handed in again."""

from uuid import UUID

from services.intake.queries.registers.register_imports import ImportRead
from services.intake.repository.registers.books import Books
from services.intake.repository.registers.register_imports import ImportJob
from services.intake.unit_of_work.work import Work
from shared.callers import Caller
from shared.errors import Conflict, NotFound
from shared.ids import new_id


async def commit_import(work: Work, books: Books, caller: Caller, tried: ImportRead) -> UUID:
    """The id of the new import. Refuses a trial that has not ended well, and what was no trial."""
    if tried.is_committing:
        raise Conflict("register_import_not_a_trial", "Lần nạp này đã ghi sổ, không phải bản xem trước")
    if tried.state != "done":
        raise Conflict("register_import_not_done", "Sổ chưa đọc xong hoặc không đọc được nên chưa ghi được")
    if not books.path(tried.file_digest).exists():
        raise NotFound("book_not_kept", "Tệp của sổ này không còn được lưu: chọn tệp và nạp lại")
    job = ImportJob(new_id(), tried.office, tried.file_digest, True, 0, caller.subject)
    await work.register_imports.add_again(job, tried.id, work.now)
    return job.id
