"""Notes a run of facts: the newest standing of each dossier, and the differences it makes, in one transaction."""

from collections.abc import Mapping, Sequence

from services.stats.domain.differences import Differences
from services.stats.domain.filing import merged
from services.stats.domain.newest import Newest, newest_of
from services.stats.domain.organisation import Office, Tree
from services.stats.repository.generations import Generation
from services.stats.unit_of_work import Work
from shared.contracts.envelope import Fact


async def note_facts(work: Work, facts: Sequence[Fact]) -> None:
    """Order of arrival and repeats do not matter: versions and numbers decide. Other facts are not for the yearbook.

    Refuses (and so parks) a fact that breaks its contract and an office below itself.
    """
    newest = newest_of(facts)
    if newest.is_empty:
        return
    generation = await work.generations.next()
    touched = await place_offices(work, newest.offices) | await _count(work, newest, generation)
    await work.generations.touch(touched, generation.number)


async def place_offices(work: Work, stated: Mapping[str, Office]) -> set[str]:
    """Dossiers that came before their office count for its areas from now on."""
    if not stated:
        return set()
    parents = {office.parent for office in stated.values() if office.parent}
    tree = Tree(await work.offices.around(stated, parents))
    for office in stated.values():
        tree.state(office)
    changed, moves = tree.changed(), list(tree.moves())
    await work.offices.save(changed)
    await work.sums.move_shares(moves)
    return {office.code for office in changed} | {area for _, area, _, _ in moves}


async def _count(work: Work, newest: Newest, generation: Generation) -> set[str]:
    differences = Differences(closed_to=generation.closed_to)
    await _keep_dossiers(work, newest, differences)
    await keep_filings(work, newest, differences)
    differences.only_what_differs()
    await work.add(differences)
    await work.closings.note(differences.late, generation.number)
    return differences.offices


async def _keep_dossiers(work: Work, newest: Newest, differences: Differences) -> None:
    if not newest.dossiers:
        return
    known = await work.dossiers.known(newest.dossiers)
    news = [d for d in newest.dossiers.values() if d.id not in known or known[d.id].version < d.version]
    differences.replace(known, news)
    await work.dossiers.save(news)


async def keep_filings(work: Work, newest: Newest, differences: Differences | None = None) -> None:
    """Each with all acts that are known of it by now."""
    if not newest.filings:
        return
    known = await work.filings.known(newest.filings)
    told = newest.filings.values()
    joined = [merged(known[filing.id], filing) if filing.id in known else filing for filing in told]
    news = [filing for filing in joined if filing != known.get(filing.id)]
    if differences:
        differences.replace(known, news)
    await work.filings.save(news)
