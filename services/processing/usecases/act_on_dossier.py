"""Any live act on a dossier: find and lock, compare versions, ask the domain, write, announce."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from services.processing.domain import refusals
from services.processing.domain.acting import act_on
from services.processing.domain.deed import Acted, Deed
from services.processing.domain.desk_hours import USUAL_TIME
from services.processing.domain.dossier import Dossier
from services.processing.domain.papers import issuer_of, paper_of, settled
from services.processing.queries.history import last_act_of
from services.processing.unit_of_work.work import Work
from services.processing.usecases.check_named import check_named
from shared.callers import Caller
from shared.worktime import legal_day
from shared.worktime.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class Seen:
    """How the caller saw the dossier: at a version, or in a list as it was at an instant."""

    version: int | None = None
    at: datetime | None = None


async def act_on_dossier(work: Work, caller: Caller, ref: UUID | str, seen: Seen, deed: Deed) -> Acted:
    """Which acts there are, THE table says.

    Refuses what the caller cannot see, an old version, offices and outages that do not exist, and what the law does
    not allow.
    """
    dossier, reach = await work.dossiers.locked(ref, visible_to=caller.offices)
    await _must_be_as_seen(work, dossier, seen)
    await check_named(work, dossier, deed)
    time = await time_of(work, dossier)
    acted = act_on(dossier, replace(deed, reach=reach), time, work.now, work.practice)
    acted = await _with_paper(work, acted, time)
    await work.record([acted])
    return acted


async def _with_paper(work: Work, acted: Acted, time: WorkingTime) -> Acted:
    """With what is settled for the paper that the act makes, where it makes one: its number, without gaps."""
    deed, on = acted.deed, legal_day(acted.deed.happened_at)
    form = paper_of(deed.act, on)
    if form is None:
        return acted
    issuer = issuer_of(acted.dossier, deed.act, deed.happened_at)
    number = await work.paper_numbers.next(issuer, on.year, form.value)
    return replace(acted, deed=replace(deed, details={**deed.details, **settled(deed, form, number, time)}))


async def _must_be_as_seen(work: Work, dossier: Dossier, seen: Seen) -> None:
    if seen.version == dossier.version:
        return
    actor, recorded_at = await last_act_of(work.connection, dossier.matter.id)
    if seen.version is not None or seen.at is None or recorded_at > seen.at:
        raise refusals.version_conflict(actor, recorded_at, dossier.version)


async def time_of(work: Work, dossier: Dossier) -> WorkingTime:
    """The working time of the desk that accepted it."""
    desk = dossier.matter.desk
    if desk in work.dossiers.times:
        return work.dossiers.times[desk]
    return (await work.offices.times([desk])).get(desk, USUAL_TIME)
