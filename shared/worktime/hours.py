"""Office hours: the sessions of a working day, per weekday where a desk wants it, with the days they are valid."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from itertools import pairwise

from shared.worktime.refusals import HoursNotKnown, HoursNotValid

MONDAY = 0


@dataclass(frozen=True)
class Sessions:
    """The sessions of one day, in order and apart from each other; never empty."""

    spans: tuple[tuple[time, time], ...]

    def __post_init__(self) -> None:
        if not self.spans:
            raise HoursNotValid("không có buổi làm việc nào")
        if any(bound.tzinfo is not None for span in self.spans for bound in span):
            raise HoursNotValid("giờ trong ngày không ghi múi giờ")
        if any(opens >= closes for opens, closes in self.spans):
            raise HoursNotValid("giờ bắt đầu phải trước giờ kết thúc")
        if any(earlier[1] > later[0] for earlier, later in pairwise(self.spans)):
            raise HoursNotValid("các buổi chồng lên nhau hoặc sai thứ tự")

    @classmethod
    def read(cls, pairs: Iterable[Sequence[str]]) -> "Sessions":
        """From `[["07:30", "11:30"], ["13:30", "17:00"]]`."""
        return cls(tuple(_read_span(pair) for pair in pairs))

    @property
    def closes(self) -> time:
        """The end of the last session: when a day-counted term is due."""
        return self.spans[-1][1]

    def __str__(self) -> str:
        return ", ".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in self.spans)


def _read_span(pair: Sequence[str]) -> tuple[time, time]:
    if isinstance(pair, str) or len(pair) != 2:
        raise HoursNotValid("mỗi buổi gồm giờ bắt đầu và giờ kết thúc")
    return read_clock(pair[0]), read_clock(pair[1])


def read_clock(text: str) -> time:
    """`HH:MM` or `HH:MM:SS`, nothing else."""
    if len(text) not in (5, 8) or not text.isascii() or text[2] != ":":
        raise HoursNotValid("giờ phải viết dạng HH:MM")
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise HoursNotValid("giờ phải viết dạng HH:MM") from None


@dataclass(frozen=True)
class OfficeHours:
    """The week of a desk: the usual sessions, and other sessions on some weekdays (0 = Monday)."""

    usual: Sessions
    by_weekday: Mapping[int, Sessions] = field(default_factory=dict, hash=False)

    def sessions_on(self, day: date, *, is_make_up: bool = False) -> Sessions:
        """Sessions if the day is worked; a make-up Saturday has Monday's hours."""
        if not self.by_weekday:
            return self.usual
        return self.by_weekday.get(MONDAY if is_make_up else day.weekday(), self.usual)


@dataclass(frozen=True)
class HoursBook:
    """Which office hours a desk kept from which day on, each until the day before the next entry."""

    entries: tuple[tuple[date, OfficeHours], ...]

    def __post_init__(self) -> None:
        if any(earlier[0] >= later[0] for earlier, later in pairwise(self.entries)):
            raise HoursNotValid("các ngày bắt đầu áp dụng phải tăng dần")

    def sessions_on(self, day: date, *, is_make_up: bool = False) -> Sessions:
        """Sessions of the hours in force on that day; refuses a day before the first entry."""
        place = bisect_right(self.entries, day, key=lambda entry: entry[0])
        if place == 0:
            raise HoursNotKnown(day.isoformat())
        return self.entries[place - 1][1].sessions_on(day, is_make_up=is_make_up)


DeskHours = OfficeHours | HoursBook

# domain.md C.3. 7.5 hours, the default; 8 hours at one-stop desks since 2022; 8 hours in the south.
P75 = OfficeHours(Sessions.read([("07:30", "11:30"), ("13:30", "17:00")]))
P80 = OfficeHours(Sessions.read([("07:30", "11:30"), ("13:00", "17:00")]))
S80 = OfficeHours(Sessions.read([("07:00", "11:30"), ("13:30", "17:00")]))
PROFILES: Mapping[str, OfficeHours] = {"P75": P75, "P80": P80, "S80": S80}
