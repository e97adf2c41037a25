"""Bars of two parts, the second on top: where each stands, and the lines behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

WIDTH, HEIGHT = 640, 210
_LEFT, _TOP, _BOTTOM = 52, 14, 22
_FILL = 0.68  # of a bar's place
_LINES = 4


@dataclass(frozen=True, slots=True)
class Stack:
    """What a bar says: `below` and `above` are counts, links and what a screen reader says."""

    label: str
    below: int
    above: int
    below_href: str
    above_href: str
    below_says: str
    above_says: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A stack in its place."""

    stack: Stack
    x: float
    width: float
    below_y: float
    below_height: float
    above_y: float
    above_height: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Line:
    """A level of the scale."""

    y: float
    value: int


@dataclass(frozen=True, slots=True)
class StackedBars:
    """A whole chart."""

    bars: Sequence[Bar]
    lines: Sequence[Line]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT


def stacked_bars(stacks: Sequence[Stack]) -> StackedBars:
    """Heights are exact parts of a round scale; what is more than nothing is at least one pixel high."""
    most = max((stack.below + stack.above for stack in stacks), default=0)
    top = _round_up(most)
    room = HEIGHT - _TOP - _BOTTOM
    place = (WIDTH - _LEFT) / max(1, len(stacks))

    def height(count: int) -> float:
        return max(1.0, round(count / top * room, 1)) if count else 0.0

    bars = []
    for number, stack in enumerate(stacks):
        below, above = height(stack.below), height(stack.above)
        below_y = HEIGHT - _BOTTOM - below
        x = _LEFT + number * place + place * (1 - _FILL) / 2
        y, above_y = round(below_y, 1), round(below_y - above, 1)
        bars.append(Bar(stack, round(x, 1), round(place * _FILL, 1), y, below, above_y, above))
    step = max(1, top // _LINES)
    lines = [Line(round(HEIGHT - _BOTTOM - value / top * room, 1), value) for value in range(0, top + 1, step)]
    return StackedBars(bars, lines)


def _round_up(count: int) -> int:
    """A round number not below the count that four equal steps lead to."""
    if count <= _LINES:
        return _LINES
    step = count / _LINES
    power = 10 ** floor(log10(step))
    nice = next(n for n in (1, 2, 2.5, 5, 10) if n * power >= step and (n * power == int(n * power)))
    return int(ceil(nice * power) * _LINES)
