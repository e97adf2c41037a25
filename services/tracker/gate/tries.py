"""Counts tries in a sliding span, in bounded memory: the key that was not seen for longest is forgotten first."""

import time
from collections import OrderedDict
from collections.abc import Callable

_MOST_KEYS = 40_000  # more than the limit on everybody's tries lets in within an hour; some 20 MB


class Tries:
    """At most `most` tries of a key within `seconds`. A try is taken before it is known how it ends."""

    def __init__(
        self,
        most: int,
        seconds: float,
        *,
        most_keys: int = _MOST_KEYS,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most, self._seconds, self._most_keys, self._now = most, seconds, most_keys, now
        self._taken: OrderedDict[str, list[float]] = OrderedDict()

    def wait(self, key: str) -> float:
        """Seconds until another try may be taken; 0 where it may be now."""
        taken = self._taken.get(key, ())
        if len(taken) < self._most:
            return 0.0
        return max(0.0, taken[-self._most] + self._seconds - self._now())

    def take(self, key: str) -> None:
        now = self._now()
        since = now - self._seconds
        self._taken[key] = [at for at in self._taken.get(key, ()) if at > since] + [now]
        self._taken.move_to_end(key)
        if len(self._taken) > self._most_keys:
            self._taken.popitem(last=False)

    def give_back(self, key: str) -> None:
        """The try was right: it does not count."""
        taken = self._taken.get(key)
        if taken:
            taken.pop()
        if not taken:
            self._taken.pop(key, None)

    def __len__(self) -> int:
        return len(self._taken)
