"""Folds facts into shadow books the straight way: the newest standings first, then each dossier's contribution once."""

from collections.abc import Collection, Mapping

from services.stats.domain.contribution import Deltas, Key, MoveKey, add_contribution, add_moves
from services.stats.unit_of_work import Work
from services.stats.usecases.note_facts import newest_dossiers, newest_offices, place_offices
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
            await place_offices(work, newest_offices(facts))
            await work.dossiers.save(list(newest_dossiers(facts).values()))
    await fold_dossiers(work, work)
    return count


async def fold_dossiers(source: Work, into: Work) -> int:
    """Sums the dossiers of one set of books into the empty sums of another; how many there were."""
    count = 0
    sums: dict[Key, Deltas] = {}
    moves: dict[MoveKey, int] = {}
    async for dossiers in source.dossiers.read_through():
        count += len(dossiers)
        for dossier in dossiers:
            add_contribution(sums, dossier, 1)
            add_moves(moves, dossier, 1)
        if len(sums) > _KEPT_IN_MEMORY:
            await into.sums.add_daily(sums)
            sums = {}
    await into.sums.add_daily(sums)
    await into.sums.add_moves(moves)
    await into.sums.sum_up()
    return count
