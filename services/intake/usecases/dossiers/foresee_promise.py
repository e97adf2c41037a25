"""Foresees what a receipt would promise if the dossier were received now: before papers are even looked through."""

from dataclasses import dataclass
from datetime import datetime

from services.intake.domain.catalogue.procedure import LimitGiven, Procedure
from services.intake.domain.dossiers.promise import explain_promise
from services.intake.usecases.dossiers.receive_dossier import Counter, ground_of
from shared.contracts.terms import Channel
from shared.worktime import Deadline, legal_day, national_calendar
from shared.worktime.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class Foreseen:
    """`deadline` is empty where no limit is published; `works_next`: when the desk works, now or next."""

    at: datetime
    works_next: datetime
    procedure: Procedure
    limit: LimitGiven
    deadline: Deadline | None


async def foresee_promise(
    counter: Counter, desk: str, office: str | None, procedure: str, channel: Channel, case: str | None
) -> Foreseen:
    """With the desk's hours and the competent office's shortened limit. Refuses what receiving would refuse of them."""
    now = counter.clock.now()
    today = legal_day(now)
    ground = await ground_of(counter.shelf, desk, office, procedure, today)
    limit = ground.procedure.term_for(channel, case, ground.competent.path, today)
    deadline = explain_promise(limit.term, now, ground.desk.hours) if limit.term else None
    works_next = WorkingTime(national_calendar(), ground.desk.hours).works_next(now)
    return Foreseen(now, works_next, ground.procedure, limit, deadline)
