"""Any live act on a dossier: find and lock, compare versions, ask the domain, write, announce."""

from dataclasses import replace
from uuid import UUID

from services.processing.domain import refusals
from services.processing.domain.acting import act_on
from services.processing.domain.deed import Acted, Deed
from services.processing.domain.desk_hours import desk_time
from services.processing.domain.dossier import Dossier
from services.processing.queries.history import last_act_of
from services.processing.unit_of_work.work import Work
from services.processing.usecases.check_named import check_named
from shared.callers import Caller
from shared.worktime.working_time import WorkingTime


async def act_on_dossier(work: Work, caller: Caller, ref: UUID | str, version: int | None, deed: Deed) -> Acted:
    """Which acts there are, THE table says. Without `version` on whatever the dossier is now.

    Refuses what the caller cannot see, an old version, offices and outages that do not exist, and what the law does
    not allow.
    """
    dossier, reach = await work.dossiers.locked(ref, visible_to=caller.offices)
    if version is not None and dossier.version != version:
        raise refusals.version_conflict(*await last_act_of(work.connection, dossier.matter.id), dossier.version)
    await check_named(work, dossier, deed)
    time = await time_of(work, dossier)
    acted = act_on(dossier, replace(deed, reach=reach), time, work.now, work.practice)
    await work.record([acted])
    return acted


async def time_of(work: Work, dossier: Dossier) -> WorkingTime:
    """The working time of the desk that accepted it."""
    desk = dossier.matter.desk
    return (await work.offices.times([desk])).get(desk) or desk_time((), {})
