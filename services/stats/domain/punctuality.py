"""Classes of resolved dossiers: early, on time, late; stopped, withdrawn; and those that cannot be classed."""

from datetime import date, datetime, time
from enum import StrEnum

from services.stats.domain.dossier import Dossier, Due
from shared.worktime import legal_day, legal_instant

_NOON = time(12)


class Class(StrEnum):
    """How a dossier was resolved. `UNCLASSED` is a data error that stays visible."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"
    UNCLASSED = "unclassed"


JUDGED = frozenset({Class.EARLY, Class.ON_TIME, Class.LATE})  # with a result, or refused after appraisal


def classify(dossier: Dossier) -> Class | None:
    """None while open. A refusal after appraisal is judged like a result (measures.md 2)."""
    if dossier.ended_on is None:
        return None
    if _contradicts_itself(dossier):
        return Class.UNCLASSED
    if dossier.outcome in {"stopped", "withdrawn"}:
        return Class(dossier.outcome)
    if dossier.due is None or dossier.ended_at is None:
        return Class.UNCLASSED
    if dossier.is_hour_limited:
        return _by_instant(dossier.ended_at, dossier.due.due_at)
    return _by_day(dossier.ended_on, dossier.due.due_on)


def _contradicts_itself(dossier: Dossier) -> bool:
    """An end without an outcome, an end before acceptance, or a due date before acceptance."""
    if dossier.outcome is None or dossier.ended_on is None or dossier.ended_on < dossier.accepted_on:
        return True
    if dossier.ended_at is not None and dossier.ended_at < dossier.accepted_at:
        return True
    return dossier.due is not None and dossier.due.due_on < dossier.accepted_on


def _by_day(ended_on: date, due_on: date) -> Class:
    """Limits in days, the same day included, compare dates: a return at 16:00 of the due day is on time."""
    if ended_on > due_on:
        return Class.LATE
    return Class.EARLY if ended_on < due_on else Class.ON_TIME


def _by_instant(ended_at: datetime, due_at: datetime) -> Class:
    """Limits in hours compare instants; early is before the session in which it was due."""
    if ended_at > due_at:
        return Class.LATE
    return Class.EARLY if _session(ended_at) < _session(due_at) else Class.ON_TIME


def _session(at: datetime) -> tuple[date, bool]:
    """The half day. Every office's hours break around noon, so noon parts the sessions; 12:00 ends the forenoon."""
    local = legal_instant(at)
    return local.date(), local.time() > _NOON


def overdue_from(due: Due, is_hour_limited: bool) -> date:
    """The first day at whose end an open dossier with this due date is overdue.

    The day after the due day; for limits in hours the due day itself, since its end lies after the due instant.
    """
    return legal_day(due.due_at) if is_hour_limited else date.fromordinal(due.due_on.toordinal() + 1)


def has_letter_in_time(dossier: Dossier) -> bool:
    """An apology was sent before the due day, as the decrees ask (NĐ 61/2018 art. 19.9, NĐ 118/2025 art. 19.6)."""
    return dossier.due is not None and any(letter.sent_on < dossier.due.due_on for letter in dossier.letters)


def is_late_by_reappointment(dossier: Dossier, how: Class | None) -> bool:
    """Late even by the day that the last letter promised; a second figure, it never makes a late one on time."""
    if how is not Class.LATE or dossier.ended_on is None:
        return False
    return not dossier.letters or dossier.ended_on > dossier.letters[-1].promised_on


def is_refusal(dossier: Dossier, how: Class | None) -> bool:
    """Judged like a result, and ended by a refusal after appraisal."""
    return dossier.outcome == "refusal" and how in JUDGED


def ready_span(dossier: Dossier, how: Class | None) -> tuple[date, date] | None:
    """Days at whose end its result lay ready at the desk and was not handed over."""
    if dossier.resolved_on is None or how not in JUDGED:
        return None
    if dossier.returned_at is None:
        return dossier.resolved_on, date.max
    return dossier.resolved_on, max(legal_day(dossier.returned_at), dossier.resolved_on)
