"""Sends what waits, for ever: each medium by itself, so that a carrier which hangs holds up nobody else's messages.

Any number of processes may do it at a time: each takes rows that no other has. A program that dies between sending
and writing it down leads to a second try with the same id, by which the carrier knows the repeat (at least once).
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import timedelta

from shared.clock import Clock
from shared.db.database import Database, is_engine_trouble
from shared.notify.carrier import Carrier, NotCarried, NotNow, RefusedForGood
from shared.notify.message import Medium, Outgoing
from shared.notify.outbox import Outbox

log = logging.getLogger("motcua.notify")
_AT_ONCE = 8
_LEASE = timedelta(minutes=5)
_IDLE_SECONDS = 2.0
_WITHOUT_CARRIER = timedelta(minutes=5)
# After each failed try; when they are used up (nine tries in 46 hours) the message has failed.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))


class Delivery:
    """One per process and schema. `oldest` is the age at which what still waits is given up."""

    def __init__(
        self,
        database: Callable[[], Database],
        schema: str,
        carriers: Mapping[Medium, Carrier],
        clock: Clock,
        oldest: timedelta,
    ) -> None:
        self._database = database
        self._schema = schema
        self._carriers = carriers
        self._clock = clock
        self._oldest = oldest
        self._told_without: set[Medium] = set()

    async def run(self) -> None:
        """For ever."""
        try:
            async with asyncio.TaskGroup() as group:
                for medium in Medium:
                    group.create_task(self._run(medium))
        finally:
            for carrier in self._carriers.values():
                await carrier.close()

    async def _run(self, medium: Medium) -> None:
        while True:
            try:
                while await self.deliver_due(medium):
                    pass
            except Exception as trouble:
                if not is_engine_trouble(trouble):
                    log.error("sending by %s stumbled: %s", medium.value, type(trouble).__name__)
            await asyncio.sleep(_IDLE_SECONDS)

    async def deliver_due(self, medium: Medium) -> int:
        """How many messages were tried; 0 where nothing is due, or nobody carries them."""
        now = self._clock.now()
        carrier = self._carriers.get(medium)
        async with self._database().transaction() as connection:
            outbox = Outbox(connection, self._schema)
            if old := await outbox.give_up_old(now - self._oldest, now):
                log.warning("%s messages were given up: too old to be told", old)
            if carrier is None:
                held = await outbox.hold(medium, now, now + _WITHOUT_CARRIER, "no_carrier")
                self._tell_without(medium, held)
                return 0
            taken = await outbox.take(medium, now, _LEASE, _AT_ONCE)
        tries = [asyncio.create_task(self._try(carrier, message)) for message in taken]
        try:
            for done in asyncio.as_completed(tries):
                await self._note(*await done)
        finally:
            for each in tries:
                each.cancel()
        return len(taken)

    def _tell_without(self, medium: Medium, held: int) -> None:
        if held and medium not in self._told_without:
            self._told_without.add(medium)
            log.warning("%s messages wait: no carrier is set for %s", held, medium.value)

    async def _try(self, carrier: Carrier, message: Outgoing) -> tuple[Outgoing, NotCarried | None]:
        try:
            await carrier.send(message)
        except NotCarried as trouble:
            return message, trouble
        except Exception as trouble:
            log.error("the carrier of %s stumbled: %s", message.medium.value, type(trouble).__name__)
            return message, NotNow("unexpected")
        return message, None

    async def _note(self, message: Outgoing, trouble: NotCarried | None) -> None:
        now = self._clock.now()
        async with self._database().transaction() as connection:
            outbox = Outbox(connection, self._schema)
            if trouble is None:
                await outbox.mark_sent(message.id, now)
            elif isinstance(trouble, RefusedForGood) or message.attempts > len(PAUSES):
                await outbox.mark_failed(message.id, trouble.code, now)
                log.warning("message %s by %s failed: %s", message.id, message.medium.value, trouble.code)
            else:
                await outbox.put_off(message.id, trouble.code, now + PAUSES[message.attempts - 1])
