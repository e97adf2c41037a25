"""Spans of legal days that reports are about, and how such a span is put together from days, half months and years."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import NamedTuple

from shared.errors import Invalid

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last legal day, both included."""

    from_on: date
    to_on: date

    def __post_init__(self) -> None:
        if self.from_on > self.to_on:
            raise Invalid("period_reversed", "Ngày bắt đầu phải không sau ngày kết thúc")

    @property
    def days(self) -> int:
        return (self.to_on - self.from_on).days + 1


@dataclass(frozen=True, slots=True)
class Counted:
    """The part of a period that has happened: `[first, after)`, empty where all of it lies ahead."""

    first: date
    after: date

    @property
    def last_on(self) -> date:
        """The day at whose end the states are told; while it is today, at this very moment."""
        return self.after - _DAY


def counted(period: Period, today: date) -> Counted:
    """States of a period that goes on beyond today are those of today."""
    tomorrow = today + _DAY
    return Counted(min(period.from_on, tomorrow), min(period.to_on + _DAY, tomorrow))


def official_period(year: int, month: int) -> Period:
    """The reporting month: from the 15th of the month before to the 14th (NĐ 09/2019 art. 12)."""
    last = date(year, month, 14)
    return Period((last.replace(day=1) - _DAY).replace(day=15), last)


class Grain(IntEnum):
    """For which stretches sums are kept, so that no sum goes back day by day to the beginning.

    Half months end on the 14th and on the last day: calendar months and the official periods (15th to 14th, NĐ 09/2019
    art. 12) are both whole numbers of them.
    """

    DAY = 1
    HALF = 2
    YEAR = 3


class Piece(NamedTuple):
    """Stored sums of one grain whose stretches start in `[first, after)`."""

    grain: Grain
    first: date
    after: date


def half_of(day: date) -> date:
    """The first day of its half month."""
    return day.replace(day=1 if day.day < 15 else 15)


def pieces_before(day: date) -> list[Piece]:
    """Everything before a day: whole years, at most 23 halves of months and at most 16 days."""
    year, half = day.replace(month=1, day=1), half_of(day)
    pieces = [Piece(Grain.YEAR, date.min, year), Piece(Grain.HALF, year, half), Piece(Grain.DAY, half, day)]
    return [piece for piece in pieces if piece.first < piece.after]


def pieces_within(first: date, after: date, largest: Grain = Grain.YEAR) -> list[Piece]:
    """`[first, after)` from the fewest stored sums up to the grain `largest`."""
    if first >= after:
        return []
    if largest is Grain.DAY:
        return [Piece(Grain.DAY, first, after)]
    smaller = Grain(largest - 1)
    start, end = _first_start(first, largest), _start_of(after, largest)
    if start >= end:
        return pieces_within(first, after, smaller)
    return [*pieces_within(first, start, smaller), Piece(largest, start, end), *pieces_within(end, after, smaller)]


def _start_of(day: date, grain: Grain) -> date:
    return day.replace(month=1, day=1) if grain is Grain.YEAR else half_of(day)


def _first_start(day: date, grain: Grain) -> date:
    """The day itself where a stretch starts on it, else the start of the next stretch."""
    start = _start_of(day, grain)
    if start == day:
        return day
    if grain is Grain.YEAR:
        return date(day.year + 1, 1, 1)
    return day.replace(day=15) if start.day == 1 else (start.replace(day=1) + timedelta(days=31)).replace(day=1)
