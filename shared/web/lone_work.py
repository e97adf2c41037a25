"""Work that goes on for ever, in one process of the service at a time."""

import asyncio
from collections.abc import Awaitable, Callable
from logging import Logger

from shared.db.database import is_engine_trouble
from shared.db.session_lock import session_lock
from shared.web.station import Station

_IDLE_SECONDS = 1.0


async def work_alone(station: Station, lock: str, work: Callable[[Station], Awaitable[None]], log: Logger) -> None:
    """For ever: whichever process holds the lock does the work; what one stumbles on is told to `log`, and tried again.

    An engine that is away is waited for without a word.
    """
    while True:
        try:
            async with session_lock(station.database, lock) as is_ours:
                if is_ours:
                    await work(station)
        except Exception as trouble:
            if not is_engine_trouble(trouble):
                log.error("the work under %s stumbled: %s", lock, type(trouble).__name__)
        await asyncio.sleep(_IDLE_SECONDS)
