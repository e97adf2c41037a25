"""Makes the yearbook anew from the facts while it goes on being read; writers wait only for the last step."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from services.stats.queries.positions import SOURCES, parked_positions, positions
from services.stats.unit_of_work import BOOKS, ShadowWork, shadow_work
from services.stats.usecases.fold_facts import fold_facts
from services.stats.usecases.note_facts import note_facts
from services.stats.usecases.read_log import ReadRun, read_log
from shared.db.database import Database
from shared.messaging.inbox import Inbox


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many facts were read, up to which positions, and how many rows had been wrong, missing or too many."""

    facts: int
    positions: Mapping[str, int]
    rows_written: int


async def rebuild_from_facts(database: Database, read_run: ReadRun) -> Rebuilt:
    """Shadow books from the whole log, then the facts that came meanwhile, then rows that differ are put right."""
    async with shadow_work(database, at_one_moment=False) as work:
        before = {source: each.position for source, each in (await positions(work.connection)).items()}
        parked = await parked_positions(work.connection)
        facts = await fold_facts(work, read_run, before, parked)
        after = {source: await Inbox(BOOKS, source).locked_position(work.connection) for source in SOURCES}
        facts += await _catch_up(work, read_run, before, after, parked)
        generation = await work.books.generations.next()
        written = await work.shadow.replace_books()
        if written:
            await work.books.generations.touch_all(generation.number)
    return Rebuilt(facts, after, written)


async def _catch_up(
    work: ShadowWork,
    read_run: ReadRun,
    before: Mapping[str, int],
    after: Mapping[str, int],
    were_parked: Mapping[str, Collection[int]],
) -> int:
    """What was counted since the start: new positions, and parked facts that were replayed."""
    parked = await parked_positions(work.connection)
    count = 0
    for source in SOURCES:
        replayed = sorted(set(were_parked[source]) - set(parked[source]))
        spans = [(position - 1, position) for position in replayed] + [(before[source], after[source])]
        for first, last in spans:
            async for facts in read_log(read_run, source, first, last, parked[source]):
                await note_facts(work, facts)
                count += len(facts)
    return count
