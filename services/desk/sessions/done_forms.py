"""A form sent again leads to the first one's page; a second sending at the same moment waits for the first."""

import asyncio
from collections.abc import Awaitable, Callable

from services.desk.sessions.session import Session
from services.desk.sessions.sessions import Sessions


class DoneForms:
    """Behind it the services refuse a repeated act by their own keys and versions."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._under_way: dict[tuple[bytes, str], asyncio.Lock] = {}

    async def once(self, session: Session, key: str, act: Callable[[], Awaitable[str]]) -> str:
        """The address to go to. A refused act is not remembered: the mended form may be sent again."""
        place = (session.digest, key)
        lock = self._under_way.setdefault(place, asyncio.Lock())
        try:
            async with lock:
                known = self._sessions.led_to(session, key)
                if known is not None:
                    return known
                address = await act()
                self._sessions.note_done(session, key, address)
                return address
        finally:
            if not lock.locked():
                self._under_way.pop(place, None)
