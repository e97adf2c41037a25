"""Slows guessing: after ten wrong passwords in a quarter of an hour a name from that address must wait.

The name alone is never locked: nobody can keep a colleague out by guessing on her name from elsewhere.
"""

from collections import OrderedDict
from datetime import datetime, timedelta

from shared.clock import Clock
from shared.errors import Refusal

PER_NAME_AND_ADDRESS = 10
PER_ADDRESS = 50
WITHIN = timedelta(minutes=15)
_REMEMBERED = 10_000


class TooManyTries(Refusal):
    """Asked to wait."""

    status = 429


class Throttle:
    """Per process, bounded."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wrong: OrderedDict[tuple[str, str], list[datetime]] = OrderedDict()

    def must_not_wait(self, user: str, address: str) -> None:
        """Refuses `too_many_tries` before the password is even looked at."""
        if self._count((user, address)) >= PER_NAME_AND_ADDRESS or self._count(("", address)) >= PER_ADDRESS:
            raise TooManyTries(
                "too_many_tries", "Sai quá nhiều lần. Đợi 15 phút rồi thử lại, hoặc nhờ quản trị đặt lại"
            )

    def note_wrong(self, user: str, address: str) -> None:
        for place in ((user, address), ("", address)):
            self._wrong.setdefault(place, []).append(self._clock.now())
            self._wrong.move_to_end(place)
        while len(self._wrong) > _REMEMBERED:
            self._wrong.popitem(last=False)

    def forget(self, user: str, address: str) -> None:
        """The right password was given."""
        self._wrong.pop((user, address), None)

    def _count(self, place: tuple[str, str]) -> int:
        since = self._clock.now() - WITHIN
        fresh = [at for at in self._wrong.get(place, ()) if at > since]
        if place in self._wrong:
            self._wrong[place] = fresh
        return len(fresh)
