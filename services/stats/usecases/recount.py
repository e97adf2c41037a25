"""Counts every figure again, from the dossiers and from the facts, and says where the books do not agree."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.stats.queries.positions import parked_positions, positions
from services.stats.repository.shadow import Finding
from services.stats.unit_of_work import shadow_work
from services.stats.usecases.fold_facts import fold_dossiers, fold_facts
from services.stats.usecases.read_log import ReadRun
from shared.db.database import Database


@dataclass(frozen=True, slots=True)
class Difference:
    """One count that differs: as the books hold it, as the dossiers give it, as the facts give it."""

    where: str
    key: str
    measure: str
    stored: str | None
    from_dossiers: str | None
    from_facts: str | None


@dataclass(frozen=True, slots=True)
class Recounted:
    """What was counted, up to which positions, and what differs (at most 1,000 a table)."""

    dossiers: int
    facts: int
    positions: Mapping[str, int]
    differences: tuple[Difference, ...]


async def recount(database: Database, read_run: ReadRun) -> Recounted:
    """Sees the books at one moment while they go on being written. Parked facts are not counted on any side."""
    async with shadow_work(database, at_one_moment=True) as work:
        until = {source: each.position for source, each in (await positions(work.connection)).items()}
        parked = await parked_positions(work.connection)
        await work.shadow.copy_offices()
        dossiers = await fold_dossiers(work.books, work)
        from_dossiers = await work.shadow.compare_sums()
        await work.shadow.clear_sums()
        await work.shadow.clear_offices()
        facts = await fold_facts(work, read_run, until, parked)
        from_facts = [*await work.shadow.compare_rows(), *await work.shadow.compare_sums()]
    return Recounted(dossiers, facts, until, _joined(from_dossiers, from_facts))


def _joined(from_dossiers: list[Finding], from_facts: list[Finding]) -> tuple[Difference, ...]:
    """A side without a finding agrees with the books."""
    dossiers = {(f.table, f.key, f.measure): f for f in from_dossiers}
    facts = {(f.table, f.key, f.measure): f for f in from_facts}
    differences = []
    for place, finding in {**dossiers, **facts}.items():
        by_dossiers, by_facts = dossiers.get(place, finding), facts.get(place, finding)
        differences.append(
            Difference(
                *place,
                stored=finding.stored,
                from_dossiers=by_dossiers.counted if place in dossiers else finding.stored,
                from_facts=by_facts.counted if place in facts else finding.stored,
            )
        )
    return tuple(differences)
