"""Counts anew every night what became of dossiers that were alike, and at the start."""

import asyncio
import logging
from datetime import date, time

from services.processing.usecases.count_risks import count_risks
from shared.web.lone_work import work_alone
from shared.web.station import Station
from shared.worktime import legal_day, legal_instant

log = logging.getLogger("motcua.risk")
_LOCK = "motcua.processing.risk"
_AT = time(2, 0)
_IDLE_SECONDS = 5.0


class RiskCount:
    """Of one process; the one that holds the lock does it."""

    def __init__(self) -> None:
        self._counted_on: date | None = None

    async def run(self, station: Station) -> None:
        """For ever."""
        await work_alone(station, _LOCK, self._count, log)

    async def _count(self, station: Station) -> None:
        while True:
            await self.look(station)
            await asyncio.sleep(_IDLE_SECONDS)

    async def look(self, station: Station) -> None:
        """Once after the start, then once a night."""
        now = station.clock.now()
        is_first = self._counted_on is None
        if is_first or (legal_day(now) != self._counted_on and legal_instant(now).time() >= _AT):
            await count_risks(station.database, now)
            self._counted_on = legal_day(now)
