"""Brings home what was paid, and asks about what nobody called back about. Any number of processes may do it."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import timedelta

from services.portal.clients.services import Services
from services.portal.domain.payments.platform import Platform
from services.portal.unit_of_work.works import Works
from services.portal.usecases.apply_payment import apply_payment
from services.portal.usecases.ask_payment import ask_payment
from shared.db.database import is_engine_trouble
from shared.web.station import Station

log = logging.getLogger("motcua.portal")
_LOOK_SECONDS = 1.0
_OURS = timedelta(minutes=1)


class PaymentWatch:
    """Of all connections that have a payment platform."""

    def __init__(self, platforms: Mapping[str, Platform], services: Services) -> None:
        self._platforms, self._services = platforms, services

    async def run(self, station: Station) -> None:
        """For ever; at once where there is no platform."""
        works = Works(station.database, station.clock)
        while self._platforms:
            try:
                await self.look(works)
            except Exception as trouble:
                if not is_engine_trouble(trouble):
                    log.exception("looking after payments stumbled")
            await asyncio.sleep(_LOOK_SECONDS)

    async def look(self, works: Works) -> None:
        """Once."""
        for connection, platform in self._platforms.items():
            async with works.alone() as work:
                to_ask = await work.payments.take_to_ask(connection, work.now, work.now + _OURS)
            for payment in to_ask:
                await ask_payment(works, platform, payment)
            async with works.alone() as work:
                to_apply = await work.payments.take_to_apply(connection, work.now, work.now + _OURS)
            for payment in to_apply:
                await apply_payment(works, self._services, payment)
