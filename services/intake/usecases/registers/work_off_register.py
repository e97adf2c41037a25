"""Works one register book off in batches; each batch, its facts and the mark of progress are one transaction.

A worker that is killed leaves the mark behind what was committed: the next one reads the book again, skips that many
rows and goes on, so every row is counted once.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from services.intake.domain.register.entry import Entry, Place, Reject
from services.intake.domain.register.units import Units
from services.intake.queries.organisation.offices import aliases_of_all, offices_below, offices_by_codes
from services.intake.queries.registers.register_headings import headings_of, names_of
from services.intake.repository.registers.books import Books
from services.intake.repository.registers.register_imports import ImportCancelled, ImportJob
from services.intake.unit_of_work.work import Work
from services.intake.usecases.registers.import_rows import Row, import_rows
from services.intake.vault.vault import Vault
from shared.clock import Clock
from shared.db.database import Database

BATCH = 200  # rows a transaction: larger ones keep the desks of this process waiting longer


class ReaderKilled(Exception):
    """The reading process was killed from outside: nothing is known against the book."""


async def work_off_register(database: Database, clock: Clock, books: Books, vault: Vault, job: ImportJob) -> None:
    """Reads the book to its end and marks the import done, or failed with the reason; a cancelled one is left alone."""
    try:
        if reason := await _read_through(database, clock, books, vault, job):
            await _fail(database, clock, job, reason)
        else:
            await _finish(database, clock, job)
    except ImportCancelled:
        return


async def _read_through(database: Database, clock: Clock, books: Books, vault: Vault, job: ImportJob) -> str | None:
    """Why the book cannot be read, if it cannot."""
    units, names, position = await _units(database, job), await _names(database, job), 0
    async with database.transaction() as connection:
        await Work(connection, clock.now()).register_imports.take_up(job.id)
    async with books.reading(job.file_digest, clock.now(), names) as lines, aclosing(_batches(lines)) as batches:
        async for batch in batches:
            if batch.failed:
                return batch.failed
            if batch.expected is not None and not job.done:
                async with database.transaction() as connection:
                    await Work(connection, clock.now()).register_imports.begin(job.id, batch.expected)
            fresh = [_judged(line) for line in batch.rows[max(job.done - position, 0) :]]
            position += len(batch.rows)
            if fresh:
                async with database.transaction() as connection:
                    await import_rows(Work(connection, clock.now()), vault, job, units, fresh)
    return None


async def _units(database: Database, job: ImportJob) -> Units:
    async with database.reading() as connection:
        root = (await offices_by_codes(connection, [job.office]))[job.office]
        below = await offices_below(connection, job.office)
        aliases = await aliases_of_all(connection, [office.code for office in (root, *below)])
    return Units(root, below, aliases)


async def _names(database: Database, job: ImportJob) -> Mapping[str, str]:
    async with database.reading() as connection:
        return names_of(await headings_of(connection, job.office))


async def _finish(database: Database, clock: Clock, job: ImportJob) -> None:
    async with database.transaction() as connection:
        work = Work(connection, clock.now())
        await work.register_imports.finish(job.id, work.now)


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
        if line.get("is_killed"):
            raise ReaderKilled
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


def _judged(line: dict[str, Any]) -> Row:
    place = Place(line["row"], line["sheet"])
    if "reason" in line:
        return Reject(place, line["reason"])
    return place, Entry.read(line["entry"]) if line["entry"] else None
