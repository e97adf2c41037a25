"""Stops the work on a register book; what is committed stays, and handing the book in again goes on from there."""

from uuid import UUID

from services.intake.unit_of_work.work import Work
from shared.errors import Conflict


async def cancel_import(work: Work, id_: UUID) -> None:
    """Refuses an import that has ended already."""
    if not await work.register_imports.cancel(id_, work.now):
        raise Conflict("register_import_ended", "Lần nạp sổ này đã kết thúc, không còn gì để dừng")
