"""The figures counted the slow way, dossier by dossier and straight from the words of measures.md: a second opinion."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from shared.contracts.processing import Standing
from shared.worktime import LEGAL_ZONE, legal_day
from tests.stats.made_up import PARENTS


def is_below(office: str, area: str) -> bool:
    while office != area:
        parent = PARENTS.get(office)
        if parent is None:
            return False
        office = parent
    return True


def end_day(s: Standing) -> date | None:
    return max(s.ended_on, s.accepted_on) if s.ended_on else None


def is_open(s: Standing, day: date) -> bool:
    end = end_day(s)
    return s.accepted_on <= day and (end is None or day < end)


def is_waiting(s: Standing, day: date) -> bool:
    return is_open(s, day) and any(
        legal_day(w.from_at) <= day and (w.until_at is None or day < legal_day(w.until_at)) for w in s.waits
    )


def is_overdue(s: Standing, day: date, now: datetime) -> bool:
    if not s.dues or not is_open(s, day) or is_waiting(s, day):
        return False
    due = [s.dues[0], *(d for d in s.dues[1:] if legal_day(d.from_at) <= day)][-1]
    if s.counts_by == "day":
        return day > due.due_on
    midnight = datetime.combine(day + timedelta(days=1), time(0), LEGAL_ZONE)
    return due.due_at < min(midnight, now) if legal_day(now) == day else due.due_at < midnight


def how_ended(s: Standing) -> str:
    """The class of an ended dossier."""
    assert s.ended_at and s.ended_on
    contradicts = s.outcome is None or s.ended_on < s.accepted_on or s.ended_at < s.accepted_at
    if contradicts or (s.dues and s.dues[-1].due_on < s.accepted_on):
        return "unclassed"
    if s.outcome in {"stopped", "withdrawn"}:
        return str(s.outcome)
    if not s.dues:
        return "unclassed"
    due = s.dues[-1]
    if s.counts_by == "day":
        return "early" if s.ended_on < due.due_on else "on_time" if s.ended_on == due.due_on else "late"
    if s.ended_at > due.due_at:
        return "late"
    at, limit = s.ended_at.astimezone(LEGAL_ZONE), due.due_at.astimezone(LEGAL_ZONE)
    noon = time(12)
    is_before = at.date() < limit.date() or (at.time() <= noon < limit.time())
    return "early" if is_before else "on_time"


def naive_figures(
    standings: Iterable[Standing], area: str, from_on: date, to_on: date, now: datetime
) -> Mapping[str, int]:
    today = legal_day(now)
    last = min(to_on, today)
    first = min(from_on, today + timedelta(days=1))
    names = (
        "received",
        "carried_over",
        "early",
        "on_time",
        "late",
        "late_with_letter",
        "late_without_letter",
        "stopped",
        "withdrawn",
        "unclassed",
        "in_term",
        "overdue",
        "waiting",
        "resolved",
        "direct",
        "online",
        "post",
    )
    counts = dict.fromkeys(names, 0)
    for s in standings:
        if not is_below(s.office, area):
            continue
        if first <= s.accepted_on <= last:
            counts["received"] += 1
            counts[s.channel] += 1
        if s.accepted_on < first and not ((end := end_day(s)) and end < first):
            counts["carried_over"] += 1
        if (end := end_day(s)) and first <= end <= last:
            counts["resolved"] += 1
            how = how_ended(s)
            counts[how] += 1
            if how == "late":
                has_letter = any(x.sent_on < s.dues[-1].due_on for x in s.letters)
                counts["late_with_letter" if has_letter else "late_without_letter"] += 1
        if is_open(s, last):
            where = "waiting" if is_waiting(s, last) else "overdue" if is_overdue(s, last, now) else "in_term"
            counts[where] += 1
    return counts
