"""The bounds that the law sets on an act besides the state: some are refused when broken, some only warned of."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from services.processing.domain import refusals
from services.processing.domain.deadline import answer_until, notice_until
from services.processing.domain.dossier import Dossier
from services.processing.domain.state import Act
from services.processing.domain.status import Limit, Transition
from shared.worktime import hand_over_by, legal_day
from shared.worktime.calendar import ONE_DAY
from shared.worktime.working_time import WorkingTime


def break_limits(
    row: Transition, dossier: Dossier, at: datetime, promised_on: date | None, has_reason: bool, time: WorkingTime
) -> None:
    """Refuses the act where a hard limit is broken."""
    if Limit.REASON in row.limits and not has_reason:
        raise refusals.reason_missing(row.act)
    if Limit.ONCE in row.limits and _done_before(row.act, dossier):
        raise refusals.already_done_once(row.act)
    if Limit.DAY_BEFORE_DUE in row.limits:
        _check_letter(dossier, legal_day(at), promised_on)
    if Limit.ANSWER_TIME_OVER in row.limits and dossier.open_wait:
        last_on = answer_until(dossier.open_wait, time)
        if legal_day(at) <= last_on:
            raise refusals.answer_time_not_over(last_on)


def _done_before(act: Act, dossier: Dossier) -> bool:
    return bool(dossier.letters if act is Act.EXTENDED else dossier.supplement_requests)


def _check_letter(dossier: Dossier, today: date, promised_on: date | None) -> None:
    if dossier.due is None:
        raise refusals.no_due_date()
    latest_on = dossier.due.due_on - ONE_DAY
    if today > latest_on:
        raise refusals.letter_too_late(latest_on)
    if promised_on is None or promised_on <= dossier.due.due_on:
        raise refusals.promise_not_later(dossier.due.due_on)


def warnings_of(row: Transition, dossier: Dossier, at: datetime, time: WorkingTime) -> tuple[str, ...]:
    """Codes of the soft limits that the act breaks; none where the calendar cannot tell."""
    if not time.calendar.is_published(dossier.matter.accepted_on) or not time.calendar.is_published(legal_day(at)):
        return ()
    broken = ((code, is_broken) for limit, (code, is_broken) in _SOFT.items() if limit in row.limits)
    return tuple(code for code, is_broken in broken if is_broken(dossier, at, time))


def _is_request_late(dossier: Dossier, at: datetime, time: WorkingTime) -> bool:
    return legal_day(at) > notice_until(dossier.matter.accepted_at, time)


def _is_hand_over_late(dossier: Dossier, at: datetime, time: WorkingTime) -> bool:
    return at > hand_over_by(dossier.matter.accepted_at, time.calendar, time.hours)


_SOFT: Mapping[Limit, tuple[str, Callable[[Dossier, datetime, WorkingTime], bool]]] = {
    Limit.THREE_WORKING_DAYS: ("supplement_request_late", _is_request_late),
    Limit.HAND_OVER_TIME: ("handed_over_late", _is_hand_over_late),
}
