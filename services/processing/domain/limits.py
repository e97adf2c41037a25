"""The bounds that the law sets on an act besides the state: some are refused when broken, some only warned of."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from services.processing.domain import refusals
from services.processing.domain.deadline import answer_until, notice_until
from services.processing.domain.deed import Deed
from services.processing.domain.dossier import Dossier
from services.processing.domain.remaining import is_late
from services.processing.domain.state import Act
from services.processing.domain.step_time import step_moment, with_dossier
from services.processing.domain.steps import Step, StepEnd, StepKind, step_of
from services.processing.domain.transition import Limit, Transition
from shared.worktime import hand_over_by, legal_day
from shared.worktime.calendar import ONE_DAY
from shared.worktime.working_time import WorkingTime


def break_limits(row: Transition, dossier: Dossier, deed: Deed, time: WorkingTime) -> None:
    """Refuses the act where a hard limit is broken."""
    if Limit.REASON in row.limits and not deed.has_reason:
        raise refusals.reason_missing(row.act)
    if Limit.ONCE in row.limits and _done_before(row.act, dossier) and not _is_overridden(deed):
        raise refusals.already_done_once(row.act)
    if Limit.DAY_BEFORE_DUE in row.limits:
        _check_letter(dossier, legal_day(deed.happened_at), deed.promised_on)
    if Limit.ANSWER_TIME_OVER in row.limits:
        _check_answer_time(dossier, deed.happened_at, time)
    if Limit.LATE_ONLY in row.limits:
        _check_lateness(dossier, deed)


def _is_overridden(deed: Deed) -> bool:
    """A second supplement request has to name the law that allows it, and a head signs; a second letter has none."""
    return deed.act is Act.SUPPLEMENT_REQUESTED and bool(deed.legal_basis) and deed.is_by_head


def _done_before(act: Act, dossier: Dossier) -> bool:
    return bool(dossier.letters if act is Act.EXTENDED else dossier.supplement_requests)


def _check_letter(dossier: Dossier, today: date, promised_on: date | None) -> None:
    latest_on = letter_until(dossier)
    if dossier.due is None or latest_on is None:
        raise refusals.no_due_date()
    if today > latest_on:
        raise refusals.letter_too_late(latest_on)
    if promised_on is None or promised_on <= dossier.due.due_on:
        raise refusals.promise_not_later(dossier.due.due_on)


def letter_until(dossier: Dossier) -> date | None:
    """The last day for the letter of apology: the day before the due date (NĐ 118/2025 art. 19.6)."""
    return dossier.due.due_on - ONE_DAY if dossier.due else None


def _check_answer_time(dossier: Dossier, at: datetime, time: WorkingTime) -> None:
    last_on = answer_due(dossier, time)
    if last_on is None:
        raise refusals.applicant_not_told()
    if legal_day(at) <= last_on:
        raise refusals.answer_time_not_over(last_on)


def answer_due(dossier: Dossier, time: WorkingTime) -> date | None:
    """Until when the applicant may answer, counted from the desk's notice; None while the desk has not told him.

    Dossiers from before notices were recorded count from the request.
    """
    wait = dossier.open_wait
    notices = [s for s in dossier.steps if s.kind is StepKind.NOTICE and wait and s.begun_at >= wait.from_at]
    told_at = wait.from_at if wait and not notices else None
    if notices and notices[-1].end is StepEnd.DONE:
        told_at = notices[-1].ended_at
    return answer_until(told_at, time, dossier.answer_days) if told_at else None


def _check_lateness(dossier: Dossier, deed: Deed) -> None:
    if not deed.reason_code:
        raise refusals.cause_missing()
    step = step_of(dossier.steps, deed.step) if deed.step else None
    if deed.step is not None and step is None:
        raise refusals.step_not_known()
    if not (_is_late_step(step, deed.happened_at) if step else is_late_as_a_whole(dossier, deed.happened_at)):
        raise refusals.not_late()


def is_late_somewhere(dossier: Dossier, now: datetime) -> bool:
    """As a whole or at a step, ended or still going on."""
    return is_late_as_a_whole(dossier, now) or any(_is_late_step(step, now) for step in dossier.steps)


def is_late_as_a_whole(dossier: Dossier, now: datetime) -> bool:
    due = with_dossier(dossier)
    return due is not None and is_late(due, dossier.ended_at or now)


def _is_late_step(step: Step, now: datetime) -> bool:
    due = step_moment(step)
    return due is not None and is_late(due, step.ended_at or now)


def warnings_of(row: Transition, dossier: Dossier, at: datetime, time: WorkingTime) -> tuple[str, ...]:
    """Codes of the soft limits that the act breaks; none where the calendar cannot tell."""
    if not time.calendar.is_published(dossier.matter.accepted_on) or not time.calendar.is_published(legal_day(at)):
        return ()
    return tuple(code for limit, code, is_broken in _SOFT if limit in row.limits and is_broken(dossier, at, time))


def _is_request_late(dossier: Dossier, at: datetime, time: WorkingTime) -> bool:
    return legal_day(at) > notice_until(dossier.matter.accepted_at, time, dossier.notice_days)


def _is_hand_over_late(dossier: Dossier, at: datetime, time: WorkingTime) -> bool:
    return at > hand_over_by(dossier.matter.accepted_at, time.calendar, time.hours)


def _is_second(dossier: Dossier, _: datetime, __: WorkingTime) -> bool:
    return bool(dossier.supplement_requests)


_SOFT: Sequence[tuple[Limit, str, Callable[[Dossier, datetime, WorkingTime], bool]]] = (
    (Limit.THREE_WORKING_DAYS, "supplement_request_late", _is_request_late),
    (Limit.THREE_WORKING_DAYS, "supplement_requested_again", _is_second),
    (Limit.HAND_OVER_TIME, "handed_over_late", _is_hand_over_late),
)
