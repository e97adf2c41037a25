"""The list of a book's rows that were not taken, as a workbook to mend and hand in again."""

from collections.abc import Collection
from pathlib import Path
from uuid import UUID

from services.intake.queries.registers.register_headings import headings_of, names_of
from services.intake.queries.registers.register_imports import find_import
from services.intake.repository.registers.books import Books
from shared.db.database import Database
from shared.errors import Conflict

_SHEET_ROWS = 1_048_576  # what a sheet can hold


async def list_rejects(database: Database, books: Books, id_: UUID, reach: Collection[str]) -> Path:
    """Refuses an import that is still at work or could not be read. No connection is held while the list is made."""
    async with database.reading() as connection:
        job, rejects = await find_import(connection, id_, reach, _SHEET_ROWS)
        names = names_of(await headings_of(connection, job.office))
    if job.state != "done":
        raise Conflict("register_import_not_done", "Sổ chưa nạp xong hoặc không đọc được nên chưa có danh sách lỗi")
    return await books.reject_list(job.file_digest, str(job.id), rejects, names)
