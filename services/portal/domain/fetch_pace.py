"""How often one file may be fetched: a link that got out is no tap to draw from without end."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field

_SECONDS = 60


@dataclass(slots=True)
class FetchPace:
    """Counts by the minute, in one process; what was counted is forgotten with its minute."""

    most: int = 30
    _minute: int = 0
    _counts: Counter[Hashable] = field(default_factory=Counter)

    def may_fetch(self, thing: Hashable, seconds: float) -> bool:
        minute = int(seconds // _SECONDS)
        if minute != self._minute:
            self._minute, self._counts = minute, Counter()
        self._counts[thing] += 1
        return self._counts[thing] <= self.most
