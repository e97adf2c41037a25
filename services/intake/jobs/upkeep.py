"""What the counter does by itself for personal data: brings it under the present key, erases what is over.

Every process looks after its own ring; the rest is done by the one that holds the lock.
"""

import asyncio
import logging

from services.intake.repository.privacy.erasure_journal import ErasureJournal
from services.intake.usecases.privacy.erase_what_is_over import erase_what_is_over
from services.intake.usecases.privacy.note_erasures import note_erasures
from services.intake.usecases.privacy.reapply_erasures import reapply_erasures
from services.intake.usecases.privacy.reseal_places import reseal_places
from services.intake.vault.vault import Vault
from shared.errors import Refusal
from shared.web.lone_work import work_alone
from shared.web.station import Station

log = logging.getLogger("motcua.upkeep")
_LOCK = "motcua.intake.upkeep"
_IDLE_SECONDS = 1.0
_BREATH_SECONDS = 0.005  # between two batches: clerks go first
_SETTLE_SECONDS = 3.0  # until every process has read a ring that changed
_ERASE_EVERY_SECONDS = 15.0


class Upkeep:
    """Of one process."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def watch_ring(self, _: Station) -> None:
        """For ever: a key added by `motcua keys rotate` seals from the next second on."""
        while True:
            await asyncio.sleep(_IDLE_SECONDS)
            try:
                self._vault.refresh()
            except (Refusal, OSError) as damaged:
                log.error("the key ring cannot be read again: %s", type(damaged).__name__)

    async def run(self, station: Station) -> None:
        """For ever; what was interrupted goes on where its last committed batch ended."""
        await work_alone(station, _LOCK, self._work_while_locked, log)

    async def _work_while_locked(self, station: Station) -> None:
        journal = ErasureJournal(station.settings.files)
        again, noted = await reapply_erasures(station.database, station.clock, journal)
        if again:
            log.warning("%s dossiers of a restored backup were erased again", again)
            station.wake()
        loop = asyncio.get_running_loop()
        key, erase_at = 0, loop.time()
        while True:
            if key and key != self._vault.current:
                await asyncio.sleep(_SETTLE_SECONDS)
            key = self._vault.current
            busy = await reseal_places(station.database, self._vault)
            if loop.time() >= erase_at:
                erased = await erase_what_is_over(station.database, station.clock)
                erase_at = loop.time() + (0 if erased else _ERASE_EVERY_SECONDS)
                station.wake()
            noted = await note_erasures(station.database, journal, noted)
            await asyncio.sleep(_BREATH_SECONDS if busy else _IDLE_SECONDS)
