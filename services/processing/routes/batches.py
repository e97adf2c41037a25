"""One act on many dossiers: those that were marked, or everything a list shows, also beyond the visible page."""

from typing import Any

from services.processing.dependencies import Leader, ManyWorks, Official
from services.processing.domain.state import Act
from services.processing.queries.worklist import worklist
from services.processing.routes.answering import deed_of
from services.processing.routes.places import read_held, read_place, write_held, write_place
from services.processing.schemas.acts import Account, StepIn
from services.processing.schemas.batches import MOST, BatchIn, BatchOut
from services.processing.schemas.handing import HandingIn
from services.processing.usecases.act_on_dossier import Seen
from services.processing.usecases.act_on_many import Item, act_on_many
from services.processing.usecases.give_all_away import give_all_away
from shared.callers import Caller
from shared.web.app import make_router

router = make_router("batches")


@router.post("/batches", response_model=BatchOut, summary="Làm một việc cho nhiều hồ sơ")
async def act_on_batch(caller: Official, works: ManyWorks, body: BatchIn) -> Any:
    """At most 200 a call, each dossier for itself: what is refused stops none of the others.

    With `selection`, send the same again with `cursor` = `next` until it is empty. A dossier on which somebody acted
    after `as_of`, or after the version that was seen, is refused with `version_conflict`.
    """
    items, following = await _chosen(caller, works, body)
    said = body.as_body()
    deed = deed_of(caller, works.clock.now(), body.as_act(), said)
    return BatchOut.of(await act_on_many(works, caller, deed, items, said.happened_at), following)


async def _chosen(caller: Caller, works: ManyWorks, body: BatchIn) -> tuple[list[Item], str | None]:
    if body.selection is None:
        return [chosen.as_item() for chosen in body.dossiers], None
    seen, after = Seen(at=body.selection.as_of), read_place(body.cursor) if body.cursor else None
    async with works.look() as work:
        sought = body.selection.as_sought()
        found = await worklist(
            work.connection, sought, work.now, visible_to=caller.offices, after=after, limit=MOST + 1
        )
    following = write_place(found[MOST - 1].place) if len(found) > MOST else None
    return [Item(entry.id, seen) for entry in found[:MOST]], following


@router.post("/officials/{account}/handing", response_model=BatchOut, summary="Bàn giao mọi việc của một cán bộ")
async def hand_all(caller: Leader, works: ManyWorks, account: Account, body: HandingIn) -> Any:
    """All open steps that an officer who leaves has in the caller's reach go to another, 200 a call.

    Send again with `cursor` = `next` until it is empty. Each is an act of its own, with the reason.
    """
    deed = deed_of(caller, works.clock.now(), Act.ASSIGNED, StepIn(assignee=body.to, note=body.note))
    after = read_held(body.cursor) if body.cursor else None
    results, held = await give_all_away(works, caller, deed, account, after, MOST)
    return BatchOut.of(results, write_held(held) if held else None)
