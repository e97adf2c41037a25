"""Goes on with messages that could not be applied at once; keeps what lies here sealed under the present key, and no
longer than it is needed.
"""

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from services.portal.clients.inbound_door import InboundDoor
from services.portal.clients.portal_files import PortalFiles
from services.portal.clients.services import Services
from services.portal.connections import Connection
from services.portal.repository.inbound import LeasedInbound
from services.portal.unit_of_work.works import Works
from services.portal.usecases.apply_inbound import apply_inbound, put_off_inbound
from services.portal.usecases.reseal_inbound import reseal_inbound
from services.portal.vault.safe import Safe
from shared.db.database import is_engine_trouble
from shared.errors import Conflict
from shared.web.station import Station

log = logging.getLogger("motcua.portal")
_LOOK_SECONDS = 1.0
_AT_ONCE = 10
_LEASE = timedelta(minutes=3)
_LONGEST_SECONDS = 120.0
KEPT = timedelta(days=30)  # what was applied whole is intake's by then, and asked about no more
_TIDY_EVERY = timedelta(minutes=10)


class InboundWork:
    """Of all connections. Any number of processes may do it: a message is leased by one of them."""

    def __init__(
        self, services: Services, connections: Mapping[str, Connection], safe: Safe, files: PortalFiles
    ) -> None:
        self._services, self._connections, self._safe, self._files = services, connections, safe, files
        self._tidy_at: datetime | None = None

    async def run(self, station: Station) -> None:
        """For ever."""
        works = Works(station.database, station.clock)
        door = InboundDoor(works, self._services, self._connections, self._safe, self._files)
        while True:
            try:
                await self._tidy(door)
                if await apply_due(door):
                    continue
            except Exception as trouble:
                if not is_engine_trouble(trouble):
                    log.error("going on with inbound messages stumbled: %s", type(trouble).__name__)
            await asyncio.sleep(_LOOK_SECONDS)

    async def _tidy(self, door: InboundDoor) -> None:
        now = door.works.clock.now()
        if self._tidy_at is None or now >= self._tidy_at:
            self._tidy_at = now + _TIDY_EVERY
            await tidy_inbound(door)


async def tidy_inbound(door: InboundDoor) -> None:
    """What lies under an older key is sealed anew; what nobody needs any more is emptied."""
    await reseal_inbound(door)
    async with door.works.begin() as work:
        await work.inbound.empty(work.now - KEPT)


async def apply_due(door: InboundDoor) -> int:
    """Those whose time has come, the longest waiting first; how many were tried."""
    async with door.works.alone() as work:
        due = await work.inbound.due(work.now, _AT_ONCE)
    for id_ in due:
        async with door.works.begin() as work:
            leased = await work.inbound.lease(id_, work.now + _LEASE, work.now)
        if leased and leased.raw and leased.connection in door.connections:
            await _apply(door, leased, leased.raw)
    return len(due)


async def _apply(door: InboundDoor, leased: LeasedInbound, sealed: bytes) -> None:
    try:
        opened = leased.opened(door.safe.open(sealed, leased.id))
        async with asyncio.timeout(_LONGEST_SECONDS):
            await apply_inbound(door, opened)
    except TimeoutError:
        await put_off_inbound(door, leased, "took_too_long")
    except Conflict as damaged:  # the others go on
        await put_off_inbound(door, leased, damaged.code)
