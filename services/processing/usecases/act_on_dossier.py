"""What every live act has in common: find and lock, compare versions, ask the domain, write, announce."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.processing.domain import refusals
from services.processing.domain.acting import Acted, Deed, act_on
from services.processing.domain.desk_hours import desk_time
from services.processing.domain.dossier import Dossier
from services.processing.domain.state import Act
from services.processing.domain.status import LIVE_ROLES
from services.processing.queries.history import last_act_of
from services.processing.unit_of_work.work import Work
from shared.callers import Caller
from shared.worktime.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class Order:
    """What a person asks for: which dossier, seen at which version, and why."""

    dossier: UUID | str
    version: int
    reason_code: str | None = None
    note: str | None = None
    evidence: str | None = None
    promised_on: date | None = None


async def act_on_dossier(work: Work, caller: Caller, act: Act, order: Order) -> Acted:
    """Happens now. Refuses what the caller cannot see, an old version, and what the law does not allow."""
    dossier = await work.dossiers.locked(order.dossier, visible_to=caller.offices)
    if dossier.version != order.version:
        raise refusals.version_conflict(*await last_act_of(work.connection, dossier.matter.id), dossier.version)
    deed = Deed(
        act=act,
        actor=caller.subject,
        roles=caller.roles & LIVE_ROLES,
        happened_at=work.now,
        reason_code=order.reason_code,
        note=order.note,
        evidence=order.evidence,
        promised_on=order.promised_on,
    )
    acted = act_on(dossier, deed, await time_of(work, dossier), work.now)
    await work.record([acted])
    return acted


async def time_of(work: Work, dossier: Dossier) -> WorkingTime:
    """The working time of the desk that accepted it."""
    desk = dossier.matter.desk
    return (await work.offices.times([desk])).get(desk) or desk_time((), {})
