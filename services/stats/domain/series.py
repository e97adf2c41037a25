"""Figures over time: each step begins with what the one before left open."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from services.stats.domain.contribution import STATES
from services.stats.domain.figures import Sums
from services.stats.domain.measure import Breakdown
from services.stats.domain.period import Counted, Period, half_of

_DAY = timedelta(days=1)
_STATES = Sums._fields.index(STATES[0])  # states are the last fields
_NO_FLOWS = (0,) * _STATES


def _next_month(day: date, on: int = 1) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=on)


def _next_quarter(day: date) -> date:
    return date(day.year + 1, 1, 1) if day.month > 9 else date(day.year, (day.month - 1) // 3 * 3 + 4, 1)


def _after_official(day: date) -> date:
    """The 15th that follows: official months run from the 15th to the 14th (NĐ 09/2019 art. 12)."""
    return day.replace(day=15) if day.day < 15 else _next_month(day, on=15)


_AFTER: Mapping[Breakdown, Callable[[date], date]] = {
    Breakdown.DAY: lambda day: day + _DAY,
    Breakdown.WEEK: lambda day: day + timedelta(days=7 - day.weekday()),
    Breakdown.HALF: lambda day: day.replace(day=15) if half_of(day).day == 1 else _next_month(day),
    Breakdown.MONTH: _next_month,
    Breakdown.OFFICIAL: _after_official,
    Breakdown.QUARTER: _next_quarter,
    Breakdown.YEAR: lambda day: date(day.year + 1, 1, 1),
}


def steps_of(counted: Counted, by: Breakdown) -> Iterator[Period]:
    """The days, weeks (from Monday), halves, months, quarters or years of a span, cut at both ends."""
    first = counted.first
    while first < counted.after:
        last = min(_AFTER[by](first), counted.after) - _DAY
        yield Period(first, last)
        first = last + _DAY


def over_time(before: Sums, added: Sequence[Sums | None]) -> Iterator[Sums]:
    """Turns what each step adds into its own carried-over dossiers, flows, and states at its end."""
    standing = Sums._make((*_NO_FLOWS, *before[_STATES:]))
    for new in added:
        told = (new or Sums()).plus(standing)._replace(open_before=standing.open)
        yield told
        standing = Sums._make((*_NO_FLOWS, *told[_STATES:]))
