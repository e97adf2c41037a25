"""Erases people, logs it and says so to the other offices, together or not at all."""

from collections.abc import Sequence
from uuid import UUID

from services.intake.domain.privacy.erasure import Erasure, Order
from services.intake.repository.privacy.erased_places import ERASED_PLACES, ErasedPlace
from services.intake.repository.privacy.erasures import Erasable, erase_people, lock_erasable
from services.intake.unit_of_work.work import Work
from shared.contracts.envelope import Announcement
from shared.contracts.intake import DossierErased
from shared.ids import new_id


async def erase(
    work: Work, dossiers: Sequence[UUID], order: Order, places: Sequence[ErasedPlace] = ERASED_PLACES
) -> list[Erasure]:
    """What was erased now; dossiers that were erased before are passed over."""
    found = await lock_erasable(work.connection, dossiers)
    return await _erase(work, found, [Erasure(new_id(), one.id, work.now, order) for one in found], places)


async def erase_again(
    work: Work, forgotten: Sequence[Erasure], places: Sequence[ErasedPlace] = ERASED_PLACES
) -> list[Erasure]:
    """Erasures of a log that a restored database does not have, each with the moment and ground it had."""
    found = await lock_erasable(work.connection, [erasure.dossier for erasure in forgotten])
    kept = {erasure.dossier: erasure for erasure in forgotten}
    return await _erase(work, found, [kept[one.id] for one in found], places)


async def _erase(
    work: Work, found: Sequence[Erasable], erasures: list[Erasure], places: Sequence[ErasedPlace]
) -> list[Erasure]:
    if not found:
        return []
    await erase_people(work.connection, erasures)
    for place in places:
        await place(work.connection, found, work.now)
    await work.announce([_fact(one, erasure) for one, erasure in zip(found, erasures, strict=True)])
    return erasures


def _fact(one: Erasable, erasure: Erasure) -> Announcement:
    body = DossierErased(dossier=str(one.id), ground=erasure.order.ground.value)
    return body.announce(
        stream=f"dossier:{one.id}", office=one.office, actor=erasure.order.erased_by, happened_at=erasure.at
    )
