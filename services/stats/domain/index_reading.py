"""How the national index reads a dossier (QĐ 766/QĐ-TTg, formula 2.1): beside the law's own dates, never mixed in.

Instants are compared. What the applicant was waited for is subtracted as it passed; a dossier that waits for the first
supplement counts as ended at the request; asked for a second time it is late.
"""

from datetime import date, datetime, timedelta

from services.stats.domain.dossier import Dossier, Due, Wait
from services.stats.domain.spans import FOREVER, Spans
from shared.worktime import legal_day

_SUPPLEMENT = "supplement"


def ends_in_time(dossier: Dossier) -> bool:
    """False while open, without an appointment, and where the end contradicts the acceptance."""
    appointment = _appointment(dossier)
    if appointment is None or dossier.ended_at is None or dossier.ended_at < dossier.accepted_at:
        return False
    second = _second_request(dossier)
    return (second is None or second > dossier.ended_at) and dossier.ended_at <= _due_at(
        dossier, appointment, dossier.ended_at
    )


def late_spans(dossier: Dossier) -> Spans:
    """At the ends of which days it stands open and late by this reading. Without an appointment on none."""
    appointment = _appointment(dossier)
    if appointment is None:
        return ()
    end = dossier.resolved_on or FOREVER
    starts = [dossier.accepted_at, *(w.until_at for w in dossier.waits if w.until_at)]
    late_from = min(_late_from(dossier, appointment, start) for start in starts)
    if second := _second_request(dossier):
        late_from = min(late_from, legal_day(second))
    first = max(late_from, dossier.accepted_on)
    return ((first, end),) if first < end else ()


def _late_from(dossier: Dossier, appointment: Due, start: datetime) -> date:
    """The first day at whose end it is late, nothing being waited for since `start`; asked in time, it never is."""
    due_at = _due_at(dossier, appointment, start)
    asked_at = min((wait.from_at for wait in dossier.waits if wait.from_at >= start), default=None)
    return FOREVER if asked_at and asked_at <= due_at else legal_day(max(due_at, start))


def _appointment(dossier: Dossier) -> Due | None:
    """The date promised last, but for restarts after a wait: these the index makes up for by subtracting the wait."""
    if not dossier.waits:
        return dossier.due
    restarts = {wait.until_at for wait in dossier.waits}
    promised = [due for due in dossier.dues if due.from_at not in restarts]
    return promised[-1] if promised else None


def _due_at(dossier: Dossier, appointment: Due, at: datetime) -> datetime:
    """The appointment, later by what was waited since it was made and until `at`."""
    waited = sum((_passed(wait, at) for wait in dossier.waits if wait.from_at >= appointment.from_at), timedelta())
    return appointment.due_at + waited


def _passed(wait: Wait, at: datetime) -> timedelta:
    return max(min(wait.until_at or at, at) - wait.from_at, timedelta())


def _second_request(dossier: Dossier) -> datetime | None:
    asked = sorted(wait.from_at for wait in dossier.waits if wait.reason == _SUPPLEMENT)
    return asked[1] if len(asked) > 1 else None
