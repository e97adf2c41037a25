"""Does one act on many dossiers, each for itself: a refusal of one stops none of the others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from services.processing.domain.deed import Acted, Deed
from services.processing.unit_of_work.works import Works
from services.processing.usecases.act_on_dossier import Seen, act_on_dossier
from shared.callers import Caller
from shared.errors import Refusal


@dataclass(frozen=True, slots=True)
class Item:
    """One of them, as it was seen, and the step that is meant where the act is about one."""

    dossier: UUID | str
    seen: Seen
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an item: the act, or why not."""

    item: Item
    acted: Acted | None = None
    refusal: Refusal | None = None


async def act_on_many(
    works: Works, caller: Caller, deed: Deed, items: Sequence[Item], happened_at: datetime | None
) -> list[Result]:
    """In the order given, each in a transaction of its own; without `happened_at` each happens when it is done."""
    return [await _act(works, caller, deed, item, happened_at) for item in items]


async def _act(works: Works, caller: Caller, deed: Deed, item: Item, happened_at: datetime | None) -> Result:
    try:
        async with works.begin() as work:
            mine = replace(deed, happened_at=happened_at or work.now, step=item.step or deed.step)
            return Result(item, acted=await act_on_dossier(work, caller, item.dossier, item.seen, mine))
    except Refusal as refusal:
        return Result(item, refusal=refusal)
