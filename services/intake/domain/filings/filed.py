"""A filing as it stands (hồ sơ nộp, chưa tiếp nhận): what was handed in, whence, and how the desk answers in time."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.intake.domain.dossiers.filing import Filing
from services.intake.domain.filings.filing_origin import Origin
from services.intake.domain.filings.filing_state import PENDING, AnswerClock, FilingAct, FilingState, filing_transition
from shared.callers import Role
from shared.contracts.terms import Level
from shared.errors import Conflict, Invalid
from shared.worktime import day_in_words, legal_day


class Answer(StrEnum):
    """How the desk keeps the limit; `unanswered` is what the applicant took back before an answer."""

    PENDING_IN_TIME = "pending_in_time"
    PENDING_LATE = "pending_late"
    IN_TIME = "answered_in_time"
    LATE = "answered_late"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Named:
    """What the catalogue says of the procedure and the tree of the competent office, on the day of filing."""

    procedure_version: int
    procedure_name: str
    field: str
    level: Level


@dataclass(frozen=True, slots=True)
class Filed:
    """`matter` has codes of offices and numbers of people in stored form.

    `answered_at` is empty while the desk owes an answer; `is_late` stays true once any answer was late.
    """

    id: UUID
    version: int
    state: FilingState
    matter: Filing
    named: Named
    origin: Origin
    filed_by: str
    recorded_at: datetime
    last_act_at: datetime
    answer_due_at: datetime
    answered_at: datetime | None = None
    is_late: bool = False
    completion_due_on: date | None = None
    reason_code: str | None = None
    dossier: UUID | None = None
    dossier_code: str | None = None

    def answer(self, now: datetime) -> Answer:
        return answer_of(self.state, self.answer_due_at, self.answered_at, self.is_late, now)


@dataclass(frozen=True, slots=True)
class FilingDeed:
    """An act someone wants to do: who with which roles, when, and what changes by it.

    `reason` is for people; `says` is what the act states in full (items to complete, reasons, papers brought).
    """

    act: FilingAct
    actor: str
    roles: frozenset[Role]
    at: datetime
    reason_code: str | None = None
    reason: str | None = None
    says: Mapping[str, Any] | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FilingActed:
    """An act done: the filing after it and the state that it was in before (none: it has just come)."""

    filed: Filed
    deed: FilingDeed
    from_state: FilingState | None


def answer_of(
    state: FilingState, due_at: datetime, answered_at: datetime | None, is_late: bool, now: datetime
) -> Answer:
    """An answer in the instant in which it is due is in time."""
    if state in PENDING:
        return Answer.PENDING_LATE if now > due_at else Answer.PENDING_IN_TIME
    if answered_at is None:
        return Answer.UNANSWERED
    return Answer.LATE if is_late else Answer.IN_TIME


def act_on(filed: Filed, deed: FilingDeed) -> FilingActed:
    """By the table; refuses role_not_allowed, act_not_allowed, completion_already_requested, answer_time_not_over."""
    was_sent_back = filed.completion_due_on is not None
    row = filing_transition(deed.act, filed.state, deed.roles, was_sent_back=was_sent_back)
    if deed.act is FilingAct.CLOSED:
        _must_be_over(filed, deed.at)
    changes = {**_on_clock(row.clock, filed, deed.at), **deed.changes}
    after = replace(filed, version=filed.version + 1, state=row.to_state, last_act_at=deed.at, **changes)
    return FilingActed(after, deed, filed.state)


def _on_clock(clock: AnswerClock, filed: Filed, at: datetime) -> dict[str, Any]:
    if clock is AnswerClock.STARTS:
        return {"answered_at": None}
    if clock is AnswerClock.NONE or filed.state not in PENDING:
        return {}
    was_late = filed.is_late or at > filed.answer_due_at
    return {"is_late": was_late, "answered_at": at if clock is AnswerClock.ANSWERS else None}


def _must_be_over(filed: Filed, at: datetime) -> None:
    due_on = filed.completion_due_on
    if due_on is not None and legal_day(at) <= due_on:
        message = f"Người nộp còn được hoàn thiện đến hết {day_in_words(due_on)}, chưa thể đóng"
        raise Conflict("answer_time_not_over", message)


def must_say_why(note: str | None) -> None:
    """A withdrawal written down by a clerk says how the applicant asked for it: none may be invented."""
    if not note:
        message = "Ghi người nộp yêu cầu rút bằng cách nào (đơn, điện thoại, tại quầy)"
        raise Invalid("reason_missing", message, fields={"note": message})
