"""What a change of the calendar would do to a due date: counted twice by the same clock, with and without it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from services.processing.domain.deadline import Due, Wait, counted_anew
from shared.worktime import Term, WorkCalendar
from shared.worktime.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class Counted:
    """What a due date is counted from."""

    accepted_at: datetime
    term: Term | None
    dues: Sequence[Due]
    waits: Sequence[Wait]

    def by(self, time: WorkingTime) -> tuple[datetime, date] | None:
        return counted_anew(self.term, self.accepted_at, self.dues, self.waits, time)


@dataclass(frozen=True, slots=True)
class Shift:
    """From when to when a due date would move; `days` of the calendar, 0 where it stays on its day."""

    counted_at: datetime
    counted_on: date
    would_be_at: datetime
    would_be_on: date

    @property
    def days(self) -> int:
        return (self.would_be_on - self.counted_on).days

    @property
    def is_later(self) -> bool:
        return self.would_be_at > self.counted_at


@dataclass(slots=True)
class Tally:
    """Of one office, or of all: how many would be due earlier and later, and by how many days."""

    earlier: Counter[int] = field(default_factory=Counter)
    later: Counter[int] = field(default_factory=Counter)

    @property
    def moved(self) -> int:
        return self.earlier.total() + self.later.total()

    def add(self, shift: Shift) -> None:
        (self.later if shift.is_later else self.earlier)[shift.days] += 1

    def add_all(self, other: "Tally") -> None:
        self.earlier.update(other.earlier)
        self.later.update(other.later)


def shift_of(counted: Counted, time: WorkingTime, changed: WorkCalendar) -> Shift | None:
    """None where it stays. Refuses what cannot be counted by either calendar."""
    before, after = counted.by(time), counted.by(replace(time, calendar=changed))
    if before is None or after is None or before[0] == after[0]:
        return None
    return Shift(*before, *after)
