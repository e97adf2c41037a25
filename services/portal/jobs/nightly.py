"""What is done with a portal every night, and when somebody asks for it: comparing, and telling the yearbook."""

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta

from services.portal.clients.services import Services
from services.portal.connections import Connection
from services.portal.domain.outbound.driver import Driver, PortalAway
from services.portal.jobs.nights import last_night
from services.portal.unit_of_work.works import Works
from services.portal.usecases.reconcile import reconcile
from services.portal.usecases.state_shares import state_shares
from shared.errors import Refusal
from shared.worktime import legal_day

log = logging.getLogger("motcua.portal")
_LOOK_SECONDS = 2.0
_DAYS = 60  # of acceptance; what is older and still open is compared when somebody asks
_BY_ITSELF = "motcua"


class Nightly:
    """Of one connection."""

    def __init__(self, connection: Connection, driver: Driver, services: Services) -> None:
        self._connection, self._driver, self._services = connection, driver, services

    async def watch(self, works: Works) -> None:
        """For ever, in the one process that holds the lock."""
        while True:
            with suppress(PortalAway):  # the circuit tells of it; the next look begins the comparison anew
                await self._look(works)
            await asyncio.sleep(_LOOK_SECONDS)

    async def _look(self, works: Works) -> None:
        name = self._connection.name
        async with works.begin() as work:
            last = await work.reconciling.last_asked(name)
            if last is None or last < last_night(work.now):
                to_on = legal_day(work.now)
                await work.reconciling.ask(name, to_on - timedelta(days=_DAYS), to_on, _BY_ITSELF, work.now)
            wanted = await work.reconciling.next(name, work.now)
        if wanted:
            await reconcile(works, name, self._driver, wanted)
            with suppress(Refusal):  # the yearbook is away: the next night tells it
                await state_shares(works, self._services)
