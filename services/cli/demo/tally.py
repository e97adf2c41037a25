"""What the figures must say of a walk, counted from its own notes. Pure."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, time

from services.cli.demo.happenings import Standing
from shared.worktime import legal_day, legal_instant


def tally(standings: Iterable[Standing], until: datetime) -> dict[str, int]:
    """By the names of `GET /figures`."""
    counts: Counter[str] = Counter()
    for standing in standings:
        if standing.received_at is None:
            counts["not_received"] += 1
            continue
        counts["received"] += 1
        counts[standing.intended.channel.value] += 1
        counts[_class(standing, until)] += 1
    counts["resolved"] = sum(counts[name] for name in ("early", "on_time", "late", "stopped", "withdrawn"))
    return dict(counts)


def refusals(standings: Iterable[Standing]) -> dict[str, int]:
    """Acts of the plan that a service refused, by code."""
    return dict(Counter(standing.refused for standing in standings if standing.refused))


def _class(standing: Standing, until: datetime) -> str:
    if standing.ended_at is None:
        return "waiting" if standing.waits else _open_class(standing, until)
    if standing.ended_by in {"withdrawn", "stopped"}:
        return standing.ended_by
    if standing.due_at is None:
        return "unclassed"
    if standing.counts_by == "hour":
        return _by_instant(standing.ended_at, standing.due_at)
    ended_on, due_on = legal_day(standing.ended_at), legal_day(standing.due_at)
    return "early" if ended_on < due_on else "on_time" if ended_on == due_on else "late"


def _by_instant(ended_at: datetime, due_at: datetime) -> str:
    """Early is before the half day in which it was due."""
    halves = [(legal_day(at), legal_instant(at).time() > time(12)) for at in (ended_at, due_at)]
    return "late" if ended_at > due_at else "early" if halves[0] < halves[1] else "on_time"


def _open_class(standing: Standing, until: datetime) -> str:
    """By the end of the last day."""
    if standing.due_at is None:
        return "in_term"
    ends_on = legal_day(standing.due_at)
    is_over = ends_on <= legal_day(until) if standing.counts_by == "hour" else ends_on < legal_day(until)
    return "overdue" if is_over else "in_term"
