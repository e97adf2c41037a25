"""Refuses proposed changes of the catalogue; they are not proposed again while the difference is the same."""

from collections.abc import Collection, Sequence

from services.portal.repository.catalogue_changes import ChangeState, Decided
from services.portal.unit_of_work.work import Work
from shared.errors import Conflict


async def reject_changes(work: Work, name: str, numbers: Sequence[int], reason: str, actor: str) -> None:
    """All or none. Refuses `catalogue_changes_moved_on`."""
    must_all_wait(await work.changes.undecided(name, numbers), numbers)
    await work.changes.decide(numbers, Decided(ChangeState.REJECTED, actor, work.now, reason))


def must_all_wait(waiting: Collection[int], numbers: Sequence[int]) -> None:
    """Refuses where somebody else decided meanwhile, or the catalogues changed."""
    if missing := set(numbers) - set(waiting):
        message = f"Có {len(missing)} thay đổi không còn chờ quyết định, hãy xem lại danh sách"
        raise Conflict("catalogue_changes_moved_on", message)
