"""What an official is told in the morning: his open warnings by kind, and a head how his office stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from services.processing.domain.warnings.kinds import Kind
from shared.worktime import LEGAL_ZONE, WorkCalendar, legal_day

LATE = (Kind.OVERDUE, Kind.STEP_OVERDUE, Kind.OPINION_OVERDUE, Kind.SUPPLEMENT_ANSWER_OVERDUE)
# What cannot wait for the next morning.
AT_ONCE = (*LATE[:3], Kind.NOTICE_DUE, Kind.DUE_TODAY, Kind.STEP_DUE_TODAY)
_MONDAY_TO_FRIDAY = range(5)


@dataclass(frozen=True, slots=True)
class Line:
    """One warning."""

    code: str
    due_on: date
    step: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Warnings of a kind: how many there are, and the first of them."""

    kind: Kind
    total: int
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Share:
    """What one person of the office has: of it late. Whoever cannot be told himself is told of to the head."""

    account: str
    name: str | None
    is_told: bool
    total: int
    late: int


@dataclass(frozen=True, slots=True)
class OfficeView:
    """How a head's offices stand with everything below them: warnings by kind, and those who have most that is late."""

    counts: Mapping[Kind, int]
    shares: Sequence[Share]


@dataclass(frozen=True, slots=True)
class Digest:
    """A person's morning, or what came up since."""

    account: str
    name: str
    day: date
    sections: Sequence[Section]
    office: OfficeView | None = None
    is_at_once: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.sections and not (self.office and self.office.counts)

    @property
    def counts(self) -> Mapping[Kind, int]:
        return {section.kind: section.total for section in self.sections}


def in_order(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Overdue first, then today, coming, letters, results that lie."""
    places = {kind: place for place, kind in enumerate(Kind)}
    return tuple(sorted(sections, key=lambda section: places[section.kind]))


def is_morning(now: datetime, hour: time, calendar: WorkCalendar) -> bool:
    """Whether people are told by now: from that hour on, on working days."""
    today = legal_day(now)
    works = calendar.is_working(today) if calendar.is_published(today) else today.weekday() in _MONDAY_TO_FRIDAY
    return works and now.astimezone(LEGAL_ZONE).time() >= hour
