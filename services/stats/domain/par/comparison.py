"""Units beside each other, and beside themselves the year before: ranks with ties, changes of points and of rank."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from services.stats.domain.par.scorecard import Line
from services.stats.domain.ranking import places

Cards = Mapping[str, Line]  # the whole of each unit


@dataclass(frozen=True, slots=True)
class Rank:
    """The place among the `of` units whose points are known."""

    place: int
    of: int


@dataclass(frozen=True, slots=True)
class Change:
    """Against the year before; `places` is positive where the unit came up. None where one of the two is unknown."""

    points: Decimal | None
    percent: Decimal | None
    places: int | None


NO_CHANGE_KNOWN = Change(None, None, None)


class Year:
    """All units of a set in one year."""

    def __init__(self, cards: Cards) -> None:
        self._lines = {unit: {line.criterion.code: line for line in card.walk()} for unit, card in cards.items()}
        self._ranks: dict[str, dict[str, Rank]] = {}

    def line(self, unit: str, code: str) -> Line | None:
        return self._lines.get(unit, {}).get(code)

    def known(self, code: str) -> dict[str, Decimal]:
        """The points of each unit that has some."""
        lines = ((unit, lines.get(code)) for unit, lines in self._lines.items())
        return {unit: line.points for unit, line in lines if line and line.points is not None}

    def rank(self, unit: str, code: str) -> Rank | None:
        if code not in self._ranks:
            known = self.known(code)
            self._ranks[code] = {each: Rank(place, len(known)) for each, place in places(known).items()}
        return self._ranks[code].get(unit)


def change(unit: str, code: str, now: Year, before: Year) -> Change:
    """Points of criteria with the same code, whatever their maxima; the share beside it tells where those moved."""
    line, earlier = now.line(unit, code), before.line(unit, code)
    if line is None or earlier is None:
        return NO_CHANGE_KNOWN
    rank, rank_before = now.rank(unit, code), before.rank(unit, code)
    return Change(
        _difference(line.points, earlier.points),
        _difference(line.percent, earlier.percent),
        rank_before.place - rank.place if rank and rank_before else None,
    )


def _difference(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    return None if now is None or before is None else now - before
