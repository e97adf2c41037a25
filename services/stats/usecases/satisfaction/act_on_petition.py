"""Adds an act to a petition of the register."""

from datetime import datetime
from uuid import UUID

from services.stats.domain.satisfaction.petition import Deed, limits_for, next_step
from services.stats.reference.criteria import petition_limits
from services.stats.repository.satisfaction.petitions import Petition, Petitions
from shared.callers import Caller
from shared.db.database import Connection
from shared.errors import NotFound
from shared.worktime import legal_day, national_calendar


async def act_on_petition(
    connection: Connection, caller: Caller, petition: UUID, deed: Deed, now: datetime
) -> tuple[Petition, bool]:
    """The petition after the act, and whether the act is new: the same act of the same instant is written once.

    Refuses: petition_not_found, petition_changed (a lost race), and what `next_step` refuses.
    """
    petitions = Petitions(connection)
    kept = await petitions.visible(petition, list(caller.offices))
    if kept is None:
        raise NotFound("petition_not_found", "Không có phản ánh, kiến nghị này trong phạm vi của anh/chị")
    if any(_is_same(deed, done.act, done.happened_at, done.verdict) for done in kept.steps):
        return kept, False
    limits = limits_for(petition_limits(), legal_day(kept.received_at))
    step = next_step(kept.kind, kept.steps, deed, limits, national_calendar(), now)
    await petitions.add_step(kept.id, len(kept.steps) + 1, step, at=now, by=caller.subject)
    after = await petitions.visible(petition, list(caller.offices))
    assert after is not None  # noqa: S101  (it was visible a moment ago, in this transaction)
    return after, True


def _is_same(deed: Deed, *done: object) -> bool:
    return (deed.act, deed.happened_at, deed.verdict) == done
