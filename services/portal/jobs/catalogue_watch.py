"""Fetches a portal's catalogue: at the start where there is none, every night, and what a lane waits for.

After the whole of it, it is compared with ours.
"""

import asyncio
import logging
from contextlib import suppress
from datetime import datetime, timedelta

from services.portal.clients.services import Services
from services.portal.connections import Connection
from services.portal.domain.outbound.driver import Driver, PortalAway
from services.portal.jobs.nights import last_night
from services.portal.unit_of_work.works import Works
from services.portal.usecases.compare_catalogue import compare_catalogue
from services.portal.usecases.fetch_catalogue import fetch_catalogue
from shared.errors import Refusal
from shared.worktime import LEGAL_ZONE

log = logging.getLogger("motcua.portal")
_LOOK_SECONDS = 2.0
_NOT_SOONER = timedelta(minutes=1)  # a procedure that the portal does not list is not asked for without end


class CatalogueWatch:
    """Of one connection."""

    def __init__(self, connection: Connection, driver: Driver, services: Services) -> None:
        self._connection, self._driver, self._services = connection, driver, services
        self._next_at = datetime.min.replace(tzinfo=LEGAL_ZONE)

    async def watch(self, works: Works) -> None:
        """For ever, in the one process that holds the lock."""
        while True:
            with suppress(PortalAway):  # the circuit tells of it; the next look tries again
                await self._look(works)
            await asyncio.sleep(_LOOK_SECONDS)

    async def _look(self, works: Works) -> None:
        name, now = self._connection.name, works.clock.now()
        async with works.alone() as work:
            last = await work.procedures.last_fetched(name)
            missing = await work.procedures.waited_for(name)
        if last is None or last < last_night(now):
            await fetch_catalogue(works, name, self._driver)
            await self._compare(works)
        elif missing and now >= self._next_at:
            self._next_at = now + _NOT_SOONER
            await fetch_catalogue(works, name, self._driver, missing)

    async def _compare(self, works: Works) -> None:
        """What cannot be compared now is compared the next night."""
        try:
            found = await compare_catalogue(works, self._services, self._connection.name)
            log.info("catalogue of %s differs from ours in %d", self._connection.name, found)
        except Refusal as refusal:
            log.warning("catalogue of %s was not compared: %s", self._connection.name, refusal.code)
