"""Ranks as papers state them: "19th of 63", "up 30 on 2016". What follows from several statements is worked out.

"Up 2 on 2021 and 30 on 2020" names no rank at all, and yet says that 2021 was up 28 on 2020.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Statement:
    """What one paper says of one unit and criterion in one year; `up_on` has the places gained by earlier year."""

    year: int
    rank: int | None = None
    up_on: Mapping[int, int] = field(default_factory=dict)
    of_units: int | None = None
    source: str = ""


class StatedRanks:
    """All statements about one unit and criterion together."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        told = list(statements)
        self.statements: Mapping[int, Statement] = {each.year: each for each in told}
        self._ups: dict[int, dict[int, int]] = {}
        for each in told:
            for year, up in each.up_on.items():
                self._ups.setdefault(each.year, {})[year] = up
                self._ups.setdefault(year, {})[each.year] = -up
        self._ranks = {each.year: each.rank for each in told if each.rank is not None}

    def rank(self, year: int) -> int | None:
        """As stated, else worked out from the rank of another year."""
        if year in self._ranks:
            return self._ranks[year]
        return next((self._ranks[other] - up for other, up in self._reached(year) if other in self._ranks), None)

    def change(self, year: int, than: int) -> int | None:
        """Places gained since `than`; negative where some were lost."""
        if (up := self._tied(year, than)) is not None:
            return up
        rank, before = self.rank(year), self.rank(than)
        return None if rank is None or before is None else before - rank

    def contradictions(self) -> list[tuple[int, int]]:
        """Pairs of years, the later one first, of which two different changes follow."""
        changes = {(a, b): up for a, ups in self._ups.items() for b, up in ups.items() if b < a}
        ranked = {(a, b): self._ranks[b] - self._ranks[a] for a in self._ranks for b in self._ranks if b < a}
        found = {pair for pair, up in changes.items() if self._around(*pair) not in {None, up}}
        return sorted(found | {pair for pair, up in ranked.items() if self._tied(*pair) not in {None, up}})

    def _around(self, year: int, than: int) -> int | None:
        """What follows from the other statements of change."""
        return dict(self._reached(year, without=than)).get(than)

    def _tied(self, year: int, than: int) -> int | None:
        return dict(self._reached(year)).get(than)

    def _reached(self, year: int, *, without: int | None = None) -> Iterator[tuple[int, int]]:
        """Years tied to this one by statements of change, nearest first, with the places gained since them."""
        seen, ahead = {year}, [(year, 0)]
        for at, up in ahead:
            for other, more in self._ups.get(at, {}).items():
                if other not in seen and not (at == year and other == without):
                    seen.add(other)
                    ahead.append((other, up + more))
                    yield other, up + more
