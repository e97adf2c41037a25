"""Brings home what was paid, and asks about what nobody called back about."""

import asyncio
import logging

from services.portal.clients.services import Services
from services.portal.domain.payments.platform import Platform
from services.portal.unit_of_work.works import Works
from services.portal.usecases.apply_payment import apply_payment
from services.portal.usecases.ask_payment import ask_payment
from shared.web.lone_work import work_alone
from shared.web.station import Station

log = logging.getLogger("motcua.portal")
_LOOK_SECONDS = 1.0


class PaymentWatch:
    """Of one connection; the process that holds the lock does it."""

    def __init__(self, connection: str, platform: Platform, services: Services) -> None:
        self._connection, self._platform, self._services = connection, platform, services

    async def run(self, station: Station) -> None:
        """For ever."""
        await work_alone(station, f"motcua.portal.payments.{self._connection}", self._watch, log)

    async def _watch(self, station: Station) -> None:
        works = Works(station.database, station.clock)
        while True:
            await self.look(works)
            await asyncio.sleep(_LOOK_SECONDS)

    async def look(self, works: Works) -> None:
        async with works.alone() as work:
            to_ask = await work.payments.to_ask(self._connection, work.now)
        for payment in to_ask:
            await ask_payment(works, self._platform, payment)
        async with works.alone() as work:
            to_apply = await work.payments.to_apply(self._connection, work.now)
        for payment in to_apply:
            await apply_payment(works, self._services, payment)
