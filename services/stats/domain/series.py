"""Figures over time: each step begins with what the one before left open."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from services.stats.domain.figures import Sums
from services.stats.domain.period import Counted, Grain, Period

_DAY = timedelta(days=1)


def steps_of(counted: Counted, grain: Grain) -> Iterator[Period]:
    """The days of a span, or its months, cut at both ends."""
    first = counted.first
    while first < counted.after:
        after = first + _DAY if grain is Grain.DAY else (first.replace(day=1) + timedelta(days=31)).replace(day=1)
        last = min(after, counted.after) - _DAY
        yield Period(first, last)
        first = last + _DAY


def over_time(before: Sums, added: Mapping[date, Sums], steps: Iterator[Period]) -> Iterator[tuple[Period, Sums]]:
    """Turns what each step adds into its own carried-over dossiers, flows, and states at its end."""
    standing = Sums(open=before.open, waiting=before.waiting, overdue=before.overdue)
    for step in steps:
        new = added.get(step.from_on, Sums())
        after = standing + new
        yield (
            step,
            replace(new, open_before=standing.open, open=after.open, waiting=after.waiting, overdue=after.overdue),
        )
        standing = Sums(open=after.open, waiting=after.waiting, overdue=after.overdue)
