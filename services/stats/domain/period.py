"""Spans of legal days that reports are about, and how such a span is put together from days, months and years."""

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
    """For which stretches sums are kept, so that no sum goes back day by day to the beginning."""

    DAY = 1
    MONTH = 2
    YEAR = 3


class Piece(NamedTuple):
    """Stored sums of one grain whose stretches start in `[first, after)`."""

    grain: Grain
    first: date
    after: date


def pieces_before(day: date) -> list[Piece]:
    """Everything before a day: whole years, at most 11 months and at most 30 days."""
    year, month = day.replace(month=1, day=1), day.replace(day=1)
    pieces = [Piece(Grain.YEAR, date.min, year), Piece(Grain.MONTH, year, month), Piece(Grain.DAY, month, day)]
    return [piece for piece in pieces if piece.first < piece.after]


def pieces_within(first: date, after: date, largest: Grain = Grain.YEAR) -> list[Piece]:
    """`[first, after)` from the fewest stored sums up to the grain `largest`."""
    if first >= after:
        return []
    if largest is Grain.DAY:
        return [Piece(Grain.DAY, first, after)]
    smaller = Grain(largest - 1)
    start, end = _start(first - _DAY, largest, 1), _start(after, largest, 0)
    if start >= end:
        return pieces_within(first, after, smaller)
    return [*pieces_within(first, start, smaller), Piece(largest, start, end), *pieces_within(end, after, smaller)]


def _start(day: date, grain: Grain, later: int) -> date:
    """The start of the day's month or year, or of the `later`-th after it."""
    if grain is Grain.YEAR:
        return date(day.year + later, 1, 1)
    months = day.year * 12 + day.month - 1 + later
    return date(months // 12, months % 12 + 1, 1)
