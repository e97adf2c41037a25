"""Gives every open step of an officer who leaves to another."""

from services.processing.domain.deed import Deed
from services.processing.queries.open_work import Held, open_work_of
from services.processing.unit_of_work.works import Works
from services.processing.usecases.act_on_dossier import Seen
from services.processing.usecases.act_on_many import Item, Result, act_on_many
from shared.callers import Caller
from shared.errors import Invalid


async def give_all_away(
    works: Works, caller: Caller, deed: Deed, account: str, after: Held | None, limit: int
) -> tuple[list[Result], Held | None]:
    """At most `limit` steps, those in the caller's reach, and where to go on. Refuses `same_account`."""
    if account == deed.assignee:
        raise Invalid("same_account", "Người nhận bàn giao phải là người khác")
    async with works.look() as work:
        found = await open_work_of(work.connection, account, visible_to=caller.offices, after=after, limit=limit + 1)
    held = found[:limit]
    items = [Item(dossier, Seen(at=works.clock.now()), step) for dossier, step in held]
    return await act_on_many(works, caller, deed, items, None), held[-1] if len(found) > limit else None
