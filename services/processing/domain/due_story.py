"""Tells how the due date in force came about, also where a book stated it and no term can be counted."""

from datetime import date

from services.processing.domain.deadline import explained
from services.processing.domain.dossier import Dossier
from shared.worktime import Step, Verdict, day_in_words, legal_day
from shared.worktime.working_time import WorkingTime

_STATED = "Hạn ghi trên giấy hẹn hoặc sổ theo dõi, không kèm thời hạn để tính lại"


def due_story(dossier: Dossier, time: WorkingTime) -> tuple[Step, ...]:
    """Steps of the lawful count; empty where the dossier has no due date."""
    matter = dossier.matter
    if not dossier.dues:
        return ()
    if matter.term:
        return explained(matter.term, matter.accepted_at, dossier.waits, time).steps
    first, *moved = dossier.dues
    stated = Step(first.due_on, Verdict.DUE, _STATED)
    return (stated, *(_moved(legal_day(due.from_at), due.due_on) for due in moved))


def _moved(resumed_on: date, due_on: date) -> Step:
    reason = f"Hết thời gian chờ người nộp: hạn chuyển sang {day_in_words(due_on)}"
    return Step(resumed_on, Verdict.RESTARTED, reason)
