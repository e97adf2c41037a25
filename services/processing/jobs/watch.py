"""Watches over what may be late: every quarter of an hour, and before people are told in the morning."""

import asyncio
import logging
from datetime import datetime, timedelta

from services.processing.domain.warnings.digest import is_morning
from services.processing.jobs.watch_settings import WatchSettings
from services.processing.usecases.raise_warnings import raise_warnings
from services.processing.usecases.tell_officials import tell_officials
from shared.web.lone_work import work_alone
from shared.web.station import Station
from shared.worktime import legal_day, national_calendar

log = logging.getLogger("motcua.watch")
_LOCK = "motcua.processing.watch"
_EVERY = timedelta(minutes=15)
_IDLE_SECONDS = 2.0


class Watch:
    """Of one process; the one that holds the lock does it."""

    def __init__(self, settings: WatchSettings) -> None:
        self._settings = settings
        self._next_at: datetime | None = None
        self._is_told = False

    async def run(self, station: Station) -> None:
        """For ever."""
        await work_alone(station, _LOCK, self._watch, log)

    async def _watch(self, station: Station) -> None:
        self._next_at, self._is_told = None, False
        while True:
            await self.look(station)
            await asyncio.sleep(_IDLE_SECONDS)

    async def look(self, station: Station) -> None:
        """What the hour asks for: nothing, a pass, or a pass and the morning."""
        now = station.clock.now()
        if self._next_at and now < self._next_at - _EVERY:  # the demo's clock was put back
            self._next_at, self._is_told = None, False
        if self._next_at and legal_day(now) > legal_day(self._next_at - _EVERY):
            self._is_told = False
        is_morning_due = not self._is_told and is_morning(now, self._settings.morning, national_calendar())
        if self._next_at and now < self._next_at and not is_morning_due:
            return
        raised = await raise_warnings(station.database, station.clock, self._settings.watch)
        self._next_at = now + _EVERY
        if is_morning_due:
            told = await tell_officials(station.database, station.clock, self._settings.desk)
            self._is_told = True
            log.info("morning: %s warnings raised, %s people told", raised, told)
        elif raised:
            await tell_officials(station.database, station.clock, self._settings.desk, at_once=True)
