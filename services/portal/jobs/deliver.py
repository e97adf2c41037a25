"""Tells the portals what is owed, lane by lane: one queue a connection, some workers, a circuit in front.

Any number of processes may do it: a lane is leased, and a lease that its process did not live to give back runs out.
"""

import asyncio
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass, field

from services.portal.clients.services import Services
from services.portal.clients.telling import LinkOf
from services.portal.connections import Connection
from services.portal.domain.outbound.about import About
from services.portal.domain.outbound.circuit import Circuit, CircuitState
from services.portal.domain.outbound.driver import Driver
from services.portal.domain.outbound.lane import Leased
from services.portal.unit_of_work.works import Works
from services.portal.usecases.gather_about import gather_about
from services.portal.usecases.tell_lane import Door, tell_lane
from services.portal.vault.safe import Safe
from shared.db.database import is_engine_trouble
from shared.errors import Refusal
from shared.ids import new_id
from shared.web.station import Station

log = logging.getLogger("motcua.portal")
_IDLE_SECONDS = 0.25
_BATCH = 40


@dataclass
class Delivery:
    """Of one connection in this process. `circuit` is shown to operators."""

    connection: Connection
    driver: Driver
    services: Services
    link: LinkOf
    safe: Safe | None = None
    circuit: Circuit = field(init=False)

    def __post_init__(self) -> None:
        self.circuit = Circuit(rest=self.connection.rest)
        self._queue: asyncio.Queue[tuple[Leased, About]] = asyncio.Queue()

    async def run(self, station: Station) -> None:
        """For ever."""
        works = Works(station.database, station.clock)
        door = self._door(works)
        async with asyncio.TaskGroup() as group:
            group.create_task(self._lease_for_ever(works, door.worker))
            for _ in range(self.connection.workers):
                group.create_task(self._tell_for_ever(door))

    def _door(self, works: Works) -> Door:
        clock, circuit = works.clock, self.circuit
        return Door(
            connection=self.connection,
            driver=self.driver,
            works=works,
            worker=f"{os.getpid()}-{new_id().hex[-8:]}",
            well=circuit.well,
            trouble=lambda: circuit.trouble(clock.now()),
            stop=lambda: circuit.stop(clock.now()),
        )

    async def _lease_for_ever(self, works: Works, worker: str) -> None:
        """Keeps the queue a little longer than there are workers: a lane that waits here is leased for nobody else."""
        while True:
            try:
                wanted = self._wanted(works)
                leased = await self._lease(works, worker, wanted) if wanted else []
                if not leased:
                    await asyncio.sleep(_IDLE_SECONDS)
            except Exception as trouble:
                if not is_engine_trouble(trouble) and not isinstance(trouble, Refusal):
                    log.exception("leasing for %s stumbled", self.connection.name)
                await asyncio.sleep(_IDLE_SECONDS)

    def _wanted(self, works: Works) -> int:
        now = works.clock.now()
        room = min(_BATCH, 2 * self.connection.workers - self._queue.qsize())
        match self.circuit.state(now):
            case CircuitState.CLOSED:
                return max(room, 0) if room >= self.connection.workers else 0
            case CircuitState.OPEN:
                return 0
            case CircuitState.TRYING:
                return 1 if self.circuit.may_send(now) else 0

    async def _lease(self, works: Works, worker: str, many: int) -> Sequence[Leased]:
        async with works.alone() as work:
            until = work.now + self.connection.lease
            leased = await work.telling.lease(self.connection.name, worker, many, work.now, until)
        if not leased:
            self.circuit.is_trying = False
            return leased
        try:
            about = await gather_about(works, self.services, self.connection.name, leased, self.link, self.safe)
        except Refusal:
            await self._give_back(works, worker, leased)
            raise
        for each in leased:
            self._queue.put_nowait((each, about))
        return leased

    async def _give_back(self, works: Works, worker: str, leased: Sequence[Leased]) -> None:
        """A service of ours is away: nobody's fault at the portal, so it counts as no attempt."""
        async with works.begin() as work:
            for each in leased:
                await work.telling.give_back(each.lane.id, worker)
        self.circuit.is_trying = False

    async def _tell_for_ever(self, door: Door) -> None:
        while True:
            leased, about = await self._queue.get()
            try:
                await tell_lane(door, leased, about)
            except Exception as trouble:  # the lease runs out, and what was sent is looked up
                if not is_engine_trouble(trouble) and not isinstance(trouble, Refusal):
                    log.exception("telling a lane of %s stumbled", self.connection.name)
                self.circuit.is_trying = False
