"""Tells the risk of one open dossier from the history of those like it."""

from services.processing.domain.dossier import Dossier
from services.processing.domain.remaining import is_late
from services.processing.domain.risk import Risk, risk_of
from services.processing.domain.step_time import with_dossier
from services.processing.domain.steps import StepKind, open_steps
from services.processing.queries.risks import known_of
from services.processing.unit_of_work.work import Work
from shared.worktime import legal_day


async def tell_risk(work: Work, dossier: Dossier) -> Risk | None:
    """None where there is nothing to be late for: ended, without a due date, or waiting for the applicant."""
    due = with_dossier(dossier)
    if not dossier.is_open or due is None or dossier.open_wait:
        return None
    stages, matter = open_steps(dossier.steps, StepKind.STAGE), dossier.matter
    stage = stages[0].name if stages else ""
    days_left = (due.due_on - legal_day(work.now)).days
    known = await known_of(work.connection, matter.office, matter.procedure, stage, days_left)
    return risk_of(days_left, known, work.practice.enough, is_overdue=is_late(due, work.now))
