"""Was a decision issued, and entered in the national database, in time (NĐ 63/2010 art. 15, 24; index 1.1, 1.2)?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.intake.domain.catalogue.publishing import LegalBasis
from shared.contracts.terms import Level
from shared.worktime import WorkCalendar


@dataclass(frozen=True, slots=True)
class _Limits:
    days_before_effect: int
    working_days_to_entry: int


_MINISTRY = _Limits(days_before_effect=20, working_days_to_entry=10)
_PROVINCE = _Limits(days_before_effect=5, working_days_to_entry=5)


@dataclass(frozen=True, slots=True)
class IssueJudged:
    """The decree counts days before the legal basis takes effect, the index working days: both are shown."""

    latest_on: date
    is_in_time: bool
    index_latest_on: date
    index_is_in_time: bool


@dataclass(frozen=True, slots=True)
class EntryJudged:
    """`is_in_time` is empty while it is neither entered nor overdue."""

    latest_on: date
    is_in_time: bool | None


def judge_issue(
    decided_on: date | None, basis: Sequence[LegalBasis], level: Level, calendar: WorkCalendar
) -> IssueJudged | None:
    """Against the latest day of effect among the documents; None where there is nothing to judge."""
    days = [document.effective_on for document in basis]
    if decided_on is None or not days or not calendar.is_published(max(days)):
        return None
    ahead = _of(level).days_before_effect
    latest_on = max(days) - timedelta(days=ahead)
    index_latest_on = max(days)
    for _ in range(ahead):
        index_latest_on = calendar.working_day_before(index_latest_on)
    return IssueJudged(latest_on, decided_on <= latest_on, index_latest_on, decided_on <= index_latest_on)


def judge_entry(
    decided_on: date | None, entered_on: date | None, level: Level, calendar: WorkCalendar, today: date
) -> EntryJudged | None:
    """Counted in working days from the day of the decision; None before there is one."""
    if decided_on is None or not calendar.is_published(decided_on + timedelta(days=31)):
        return None
    latest_on = calendar.working_day_after(decided_on, _of(level).working_days_to_entry)
    if entered_on is not None:
        return EntryJudged(latest_on, entered_on <= latest_on)
    return EntryJudged(latest_on, False if today > latest_on else None)


def _of(level: Level) -> _Limits:
    return _MINISTRY if level is Level.NATION else _PROVINCE
