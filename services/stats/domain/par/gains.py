"""Where points are still to be had: what each criterion lacks of its maximum, beside the best unit of the set."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from services.stats.domain.par.comparison import Year
from services.stats.domain.par.criteria import Criterion
from services.stats.domain.par.scorecard import Line


@dataclass(frozen=True, slots=True)
class Gain:
    """`lacking` = maximum − points. `best` shows how far the best unit got, so what has been shown to be possible."""

    criterion: Criterion
    points: Decimal
    most: Decimal
    lacking: Decimal
    best: Decimal
    best_units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gains:
    """Largest first; `unknown` are criteria of which nothing can be said, for want of points or of a maximum."""

    gains: tuple[Gain, ...]
    unknown: tuple[Criterion, ...]


def gains_of(card: Line, year: Year) -> Gains:
    """By the lowest level that is known: a criterion whose parts are all unknown stands for them."""
    lines = list(_lowest(card))
    gains = [_gain(line.criterion, line.points, line.criterion.most, year) for line in lines if _is_known(line)]
    gains.sort(key=lambda gain: (-gain.lacking, gain.criterion.code))
    return Gains(tuple(gains), tuple(line.criterion for line in lines if not _is_known(line)))


def _is_known(line: Line) -> bool:
    return line.points is not None and line.criterion.most is not None


def _lowest(line: Line) -> Iterator[Line]:
    if any(below.points is not None for part in line.parts for below in part.walk()) or _is_mute(line):
        for part in line.parts:
            yield from _lowest(part)
    else:
        yield line


def _is_mute(line: Line) -> bool:
    """Nothing is known of the line itself, so its parts are what is asked for."""
    return bool(line.parts) and line.points is None


def _gain(criterion: Criterion, points: Decimal | None, most: Decimal | None, year: Year) -> Gain:
    assert points is not None and most is not None  # noqa: S101
    known = year.known(criterion.code)
    best = max(known.values(), default=points)
    units = tuple(sorted(unit for unit, reached in known.items() if reached == best))
    return Gain(criterion, points, most, most - points, best, units)
