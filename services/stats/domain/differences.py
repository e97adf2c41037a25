"""What a run of facts changes: the contributions of what is now known less those of what was known before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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
from services.stats.domain.ends import Causes, Times, add_causes, add_times
from services.stats.domain.filing import Filing


@dataclass(slots=True)
class Differences:
    """Sums to be added to the books."""

    sums: dict[Key, Deltas] = field(default_factory=dict)
    moves: dict[MoveKey, int] = field(default_factory=dict)
    times: Times = field(default_factory=dict)
    causes: Causes = field(default_factory=dict)

    def add(self, counted: Dossier | Filing, sign: int) -> None:
        add_contribution(self.sums, counted, sign)
        if isinstance(counted, Dossier):
            add_moves(self.moves, counted, sign)
            if counted.resolved_on:
                add_times(self.times, counted, sign)
                add_causes(self.causes, counted, sign)

    def replace(self, known: Mapping[UUID, Dossier | Filing], news: Iterable[Dossier | Filing]) -> None:
        """Takes back what was known of each, and adds what is known now."""
        for counted in news:
            if on_file := known.get(counted.id):
                self.add(on_file, -1)
            self.add(counted, 1)

    def only_what_differs(self) -> None:
        """Most acts at a desk move no figure."""
        self.sums = without_zeros(self.sums)

    @property
    def offices(self) -> set[str]:
        """Where a figure moves."""
        crossing = (key[:2] for key, count in self.moves.items() if count)
        ends = (key[0] for sums in (self.times, self.causes) for key, each in sums.items() if any(each))
        return {key[0] for key in self.sums}.union(ends).union(*crossing)
