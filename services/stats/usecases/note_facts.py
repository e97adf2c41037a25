"""Notes a run of facts: the newest standing of each dossier, and the differences it makes, in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from services.stats.domain.contribution import Deltas, Key, MoveKey, add_contribution, add_moves, without_zeros
from services.stats.domain.dossier import Dossier, dossier_of
from services.stats.domain.organisation import Office, Tree
from services.stats.unit_of_work import Work
from shared.contracts.envelope import Fact
from shared.contracts.intake import OfficeRegistered
from shared.contracts.processing import DossierActed


async def note_facts(work: Work, facts: Sequence[Fact]) -> None:
    """Order of arrival and repeats do not matter: versions and numbers decide. Other facts are not for the yearbook.

    Refuses (and so parks) a fact that breaks its contract and an office below itself.
    """
    offices, dossiers = newest_offices(facts), newest_dossiers(facts)
    if not offices and not dossiers:
        return
    generation = await work.generations.next()
    touched = await place_offices(work, offices) | await _count(work, dossiers)
    await work.generations.touch(touched, generation)


def newest_offices(facts: Iterable[Fact]) -> dict[str, Office]:
    """Each office as last stated in the run, in the order in which they were first stated."""
    newest: dict[str, Office] = {}
    for fact in facts:
        if fact.type == OfficeRegistered.TYPE:
            office = _office_of(OfficeRegistered.of(fact), fact.seq)
            if office.code not in newest or newest[office.code].seq < office.seq:
                newest[office.code] = office
    return newest


def newest_dossiers(facts: Iterable[Fact]) -> dict[UUID, Dossier]:
    newest: dict[UUID, Dossier] = {}
    for fact in facts:
        if DossierActed.is_type(fact.type):
            dossier = dossier_of(DossierActed.of(fact).standing)
            if dossier.id not in newest or newest[dossier.id].version < dossier.version:
                newest[dossier.id] = dossier
    return newest


def _office_of(stated: OfficeRegistered, seq: int) -> Office:
    s = stated
    return Office(s.code, seq, s.name, s.level.value, s.parent, s.valid_from, s.valid_to, s.successor)


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
    return {office.code for office in changed} | {area for _, area, _ in moves}


async def _count(work: Work, told: dict[UUID, Dossier]) -> set[str]:
    known = await work.dossiers.known(told)
    news = [d for d in told.values() if d.id not in known or known[d.id].version < d.version]
    sums: dict[Key, Deltas] = {}
    moves: dict[MoveKey, int] = {}
    for dossier in news:
        if on_file := known.get(dossier.id):
            add_contribution(sums, on_file, -1)
            add_moves(moves, on_file, -1)
        add_contribution(sums, dossier, 1)
        add_moves(moves, dossier, 1)
    differences = without_zeros(sums)
    await work.dossiers.save(news)
    await work.sums.add(differences)
    await work.sums.add_moves(moves)
    moved = [key[:2] for key, count in moves.items() if count]
    return {office for office, *_ in differences}.union(*moved)
