"""What one process does for all connections: catalogues fetched, comparisons made. One lock, so one connection held."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Protocol

from services.portal.unit_of_work.works import Works
from shared.web.lone_work import work_alone
from shared.web.station import Station

log = logging.getLogger("motcua.portal")
_LOCK = "motcua.portal.upkeep"


class Watch(Protocol):
    """Something that is looked after for ever."""

    async def watch(self, works: Works) -> None: ...


class Upkeep:
    """A watch that stumbles takes the others with it: all begin again a second later."""

    def __init__(self, watches: Sequence[Watch]) -> None:
        self._watches = watches

    async def run(self, station: Station) -> None:
        """For ever."""
        if self._watches:
            await work_alone(station, _LOCK, self._all, log)

    async def _all(self, station: Station) -> None:
        works = Works(station.database, station.clock)
        try:
            async with asyncio.TaskGroup() as group:
                for each in self._watches:
                    group.create_task(each.watch(works))
        except* Exception as stumbled:
            raise stumbled.exceptions[0] from None
