"""What a shorter limit would have meant: how many dossiers of the past a limit of n working days would have kept.

Working days by the national calendar, from the day after acceptance to the day of the end, without the waits for the
applicant, which spare their own first day and take their last: the law's own way to count a term (domain.md C.2).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from services.stats.domain.figures import Rate, rate

TARGETS = (Fraction(95, 100), Fraction(99, 100), Fraction(999, 1000))
LONGEST = 366  # longer limits than a year's working days are not listed


class LeftOut(StrEnum):
    """Why a dossier that ended says nothing about a limit in days."""

    ENDED_WITHOUT_RESULT = "ended_without_result"
    UNCLASSED = "unclassed"
    HOUR_LIMIT = "hour_limit"
    CALENDAR_NOT_PUBLISHED = "calendar_not_published"


class Taken(NamedTuple):
    """So many dossiers that took so many days, were allowed so many, and were late or not."""

    days: int
    allowed: int | None
    was_late: bool
    dossiers: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """With a limit of `limit` days: how many would have been kept, and how many not late would have become late."""

    limit: int
    kept: Rate
    newly_late: int


@dataclass(frozen=True, slots=True)
class Target:
    """The shortest limit that keeps the share; None where there was no dossier at all."""

    share: Fraction
    outcome: Outcome | None


class History:
    """All dossiers of a procedure that ended in a period."""

    def __init__(self, taken: Iterable[Taken]) -> None:
        self._taken = list(taken)
        self._days: Counter[int] = Counter()
        self._good_days: Counter[int] = Counter()
        for each in self._taken:
            self._days[each.days] += each.dossiers
            if not each.was_late:
                self._good_days[each.days] += each.dossiers

    @property
    def on_time(self) -> Rate:
        """As it was, by the limits there were."""
        return rate(self._good_days.total(), self._days.total())

    @property
    def usual_limit(self) -> tuple[int, int] | None:
        """The limit that most of them had, in working days, and how many had it."""
        allowed: Counter[int] = Counter()
        for each in self._taken:
            if each.allowed is not None:
                allowed[each.allowed] += each.dossiers
        return min(allowed.items(), key=lambda item: (-item[1], item[0]), default=None)

    def outcomes(self) -> list[Outcome]:
        """For each limit from 0 days to the one that keeps all, at most `LONGEST`."""
        longest = max(self._days, default=-1)
        return [self.outcome(limit) for limit in range(min(longest, LONGEST) + 1)]

    def outcome(self, limit: int) -> Outcome:
        kept = sum(count for days, count in self._days.items() if days <= limit)
        newly_late = sum(count for days, count in self._good_days.items() if days > limit)
        return Outcome(limit, rate(kept, self._days.total()), newly_late)

    def targets(self) -> list[Target]:
        return [Target(share, self._shortest(share)) for share in TARGETS]

    def _shortest(self, share: Fraction) -> Outcome | None:
        total, kept = self._days.total(), 0
        for days, count in sorted(self._days.items()):
            kept += count
            if kept >= share * total:
                return self.outcome(days)
        return None


LeftOutCounts = Mapping[LeftOut, int]
