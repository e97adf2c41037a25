"""Gives what an ended office still has open to the office that continues it."""

from collections.abc import Collection
from uuid import UUID

from services.processing.domain.succession import transfer
from services.processing.unit_of_work.work import Work

AT_ONCE = 1_000  # dossiers a statement: a province has tens of thousands open, in flat memory


async def transfer_dossiers(work: Work, offices: Collection[str], dossiers: Collection[UUID]) -> None:
    """All that these offices have, and of these dossiers those of any ended office. A repeat moves nothing."""
    if not offices and not dossiers:
        return
    while some := await work.dossiers.left_behind(offices, dossiers, AT_ONCE):
        successions = await work.successions.after({dossier.matter.office for dossier in some})
        await work.record([acted for dossier in some for acted in transfer(dossier, successions)])
