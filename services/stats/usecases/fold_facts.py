"""Folds facts into shadow books the straight way: the newest standings first, then each dossier's contribution once."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence

from services.stats.domain.contribution import Deltas, Key, MoveKey, add_contribution, add_moves
from services.stats.domain.dossier import Dossier
from services.stats.domain.filing import Filing
from services.stats.domain.newest import newest_of
from services.stats.unit_of_work import Work
from services.stats.usecases.note_facts import keep_filings, place_offices
from services.stats.usecases.read_log import ReadRun, read_log

_KEPT_IN_MEMORY = 50_000  # keys; then they go to the database, so that a nation's year needs no more than a desk's


async def fold_facts(
    work: Work, read_run: ReadRun, until: Mapping[str, int], parked: Mapping[str, Collection[int]]
) -> int:
    """How many facts were read. The result owes nothing to the order in which they came or to earlier sums."""
    count = 0
    for source, position in until.items():
        async for facts in read_log(read_run, source, 0, position, parked[source]):
            count += len(facts)
            newest = newest_of(facts)
            await place_offices(work, newest.offices)
            await work.dossiers.save(list(newest.dossiers.values()))
            await keep_filings(work, newest)
    await fold_dossiers(work, work)
    return count


async def fold_dossiers(source: Work, into: Work) -> int:
    """Sums the dossiers and filings of one set of books into the empty sums of another; how many dossiers."""
    count = 0
    sums: dict[Key, Deltas] = {}
    moves: dict[MoveKey, int] = {}
    async for told in _read_through(source):
        for each in told:
            add_contribution(sums, each, 1)
            if isinstance(each, Dossier):
                add_moves(moves, each, 1)
                count += 1
        if len(sums) > _KEPT_IN_MEMORY:
            await into.sums.add_daily(sums)
            sums = {}
    await into.sums.add_daily(sums)
    await into.sums.add_moves(moves)
    await into.sums.sum_up(source.schema)
    return count


async def _read_through(source: Work) -> AsyncIterator[Sequence[Dossier | Filing]]:
    async for dossiers in source.dossiers.read_through():
        yield dossiers
    async for filings in source.filings.read_through():
        yield filings
