"""What a run of facts changes: the contributions of what is now known less those of what was known before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import add
from typing import NamedTuple, TypeVar
from uuid import UUID

from services.stats.domain.contribution import (
    Deltas,
    Key,
    MoveKey,
    add_contribution,
    add_moves,
    without_zeros,
)
from services.stats.domain.dossier import Dossier
from services.stats.domain.ends import Causes, Times, add_ends
from services.stats.domain.filing import Filing

K = TypeVar("K")


class LateDelta(NamedTuple):
    """What one dossier or filing changes in the figures of a day that was closed."""

    counted: Dossier | Filing
    key: Key
    deltas: Deltas


@dataclass(slots=True)
class Differences:
    """Sums to be added to the books."""

    sums: dict[Key, Deltas] = field(default_factory=dict)
    moves: dict[MoveKey, int] = field(default_factory=dict)
    times: Times = field(default_factory=dict)
    causes: Causes = field(default_factory=dict)
    closed_to: date | None = None
    late: list[LateDelta] = field(default_factory=list)

    def add(self, counted: Dossier | Filing, sign: int) -> None:
        add_contribution(self.sums, counted, sign)
        if isinstance(counted, Dossier):
            add_moves(self.moves, counted, sign)
            add_ends(self.times, self.causes, counted, sign)

    def replace(self, known: Mapping[UUID, Dossier | Filing], news: Iterable[Dossier | Filing]) -> None:
        """Takes back what was known of each, and adds what is known now.

        What it changes up to the last closed day is noted by itself: it restates what was reported.
        """
        for counted in news:
            one = Differences()
            if on_file := known.get(counted.id):
                one.add(on_file, -1)
            one.add(counted, 1)
            self._note_late(counted, one)
            self._join(one)

    def _note_late(self, counted: Dossier | Filing, one: "Differences") -> None:
        if self.closed_to is None:
            return
        for key, deltas in one.sums.items():
            if key[-1] <= self.closed_to and any(deltas):
                self.late.append(LateDelta(counted, key, deltas))

    def _join(self, one: "Differences") -> None:
        _join(self.sums, one.sums)
        _join(self.times, one.times)
        _join(self.causes, one.causes)
        for move, count in one.moves.items():
            self.moves[move] = self.moves.get(move, 0) + count

    def only_what_differs(self) -> None:
        """Most acts at a desk move no figure."""
        self.sums = without_zeros(self.sums)

    @property
    def offices(self) -> set[str]:
        """Where a figure moves."""
        crossing = (key[:2] for key, count in self.moves.items() if count)
        ends = (key[0] for sums in (self.times, self.causes) for key, each in sums.items() if any(each))
        return {key[0] for key in self.sums}.union(ends).union(*crossing)


def _join(sums: dict[K, list[int]], more: Mapping[K, list[int]]) -> None:
    for key, deltas in more.items():
        known = sums.get(key)
        sums[key] = deltas if known is None else list(map(add, known, deltas))
