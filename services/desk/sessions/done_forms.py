"""What each form key led to: a form sent again gets the first one's page, a second at the same moment waits for it."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable

_REMEMBERED = 20_000


class DoneForms:
    """Per process and bounded; behind it the services refuse a repeated act by their own keys and versions."""

    def __init__(self) -> None:
        self._led_to: OrderedDict[tuple[bytes, str], str] = OrderedDict()
        self._under_way: dict[tuple[bytes, str], asyncio.Lock] = {}

    async def once(self, session: bytes, key: str, act: Callable[[], Awaitable[str]]) -> str:
        """The address to go to. A refused act is not remembered: the mended form may be sent again."""
        place = (session, key)
        lock = self._under_way.setdefault(place, asyncio.Lock())
        try:
            async with lock:
                if place not in self._led_to:
                    self._remember(place, await act())
                return self._led_to[place]
        finally:
            if not lock.locked():
                self._under_way.pop(place, None)

    def _remember(self, place: tuple[bytes, str], address: str) -> None:
        self._led_to[place] = address
        if len(self._led_to) > _REMEMBERED:
            self._led_to.popitem(last=False)
