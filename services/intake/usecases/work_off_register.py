"""Works one register book off in batches; each batch, its facts and the mark of progress are one transaction.

A worker that is killed leaves the mark behind what was committed: the next one reads the book again, skips that many
rows and goes on, so every row is counted once.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from services.intake.domain.register.entry import Entry, Place, Reject
from services.intake.domain.register.progress import Contradicts, SeenCodes
from services.intake.repository.books import Books
from services.intake.repository.register_imports import ImportJob
from services.intake.unit_of_work.work import Work
from services.intake.usecases.import_rows import Row, import_rows
from services.intake.vault.vault import Vault
from shared.clock import Clock
from shared.db.database import Database

BATCH = 500


async def work_off_register(database: Database, clock: Clock, books: Books, vault: Vault, job: ImportJob) -> None:
    """Reads the book to its end and marks the import done, or failed with the reason."""
    seen, position = SeenCodes(), 0
    async with books.reading(job.file_digest, clock.now()) as lines, aclosing(_batches(lines)) as batches:
        async for batch in batches:
            if reason := batch.failed:
                return await _fail(database, clock, job, reason)
            if batch.expected is not None and not job.done:
                async with database.transaction() as connection:
                    await Work(connection, clock.now()).register_imports.begin(job.id, batch.expected)
            judged = [_judge(row, seen) for row in batch.rows]
            fresh = judged[max(job.done - position, 0) :]
            position += len(judged)
            if fresh:
                async with database.transaction() as connection:
                    await import_rows(Work(connection, clock.now()), vault, job, fresh)
    async with database.transaction() as connection:
        work = Work(connection, clock.now())
        await work.register_imports.finish(job.id, work.now)
    return None


async def _fail(database: Database, clock: Clock, job: ImportJob, reason: str) -> None:
    async with database.transaction() as connection:
        work = Work(connection, clock.now())
        await work.register_imports.fail(job.id, reason, work.now)


@dataclass(slots=True)
class _Batch:
    rows: Sequence[dict[str, Any]] = ()
    expected: int | None = None
    failed: str | None = None


async def _batches(lines: AsyncIterator[dict[str, Any]]) -> AsyncGenerator[_Batch]:
    rows: list[dict[str, Any]] = []
    async for line in lines:
        if "failed" in line:
            yield _Batch(failed=line["failed"])
            return
        if "rows" in line:
            yield _Batch(expected=line["rows"])
        elif "row" in line:
            rows.append(line)
        if len(rows) == BATCH:
            yield _Batch(rows)
            rows = []
    yield _Batch(rows)


def _judge(line: dict[str, Any], seen: SeenCodes) -> Row:
    """A row by itself and beside the rows before it in the same book."""
    place = Place(line["row"], line["sheet"])
    if "reason" in line:
        return Reject(place, line["reason"])
    entry = Entry.read(line["entry"])
    try:
        return (place, None if seen.is_repeat(place, entry) else entry)
    except Contradicts as contradiction:
        return Reject(place, str(contradiction))
