"""Notes from a run of processing's facts where dossiers stand, so that they are found by it."""

from collections.abc import Sequence
from uuid import UUID

from services.intake.domain.dossiers.standing import Standing
from services.intake.unit_of_work.work import Work
from shared.contracts.envelope import Fact
from shared.contracts.processing import DossierActed
from shared.contracts.processing import Standing as Announced
from shared.errors import Invalid


async def note_standings(work: Work, facts: Sequence[Fact]) -> None:
    """Order of arrival and repeats do not matter: versions decide. Facts of other kinds are passed over.

    A dossier that is not known here is noted all the same; it is found once its receipt is back in the books. Refuses
    (and so parks) a fact that breaks its contract.
    """
    newest: dict[UUID, Standing] = {}
    for fact in facts:
        if DossierActed.is_type(fact.type):
            standing = _standing(DossierActed.of(fact).standing)
            if standing.dossier not in newest or newest[standing.dossier].version < standing.version:
                newest[standing.dossier] = standing
    await work.standings.note(list(newest.values()))


def _standing(announced: Announced) -> Standing:
    due = announced.dues[-1] if announced.dues else None
    return Standing(
        dossier=_uuid(announced.dossier),
        version=announced.version,
        state=announced.state,
        office=announced.office,
        desk=announced.desk,
        procedure=announced.procedure,
        accepted_at=announced.accepted_at,
        due_on=due.due_on if due else None,
        due_at=due.due_at if due else None,
        ended_at=announced.ended_at,
        returned_at=announced.returned_at,
    )


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as broken:
        raise Invalid("contract_broken", "Mã định danh hồ sơ trong bản tin không phải UUID") from broken
