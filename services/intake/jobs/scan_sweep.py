"""Sweeps the scans that nobody refers to."""

import asyncio
import logging

from services.intake.repository.scans.scan_archive import Archive
from services.intake.usecases.scans.sweep_scans import sweep_scans
from shared.web.station import Station

log = logging.getLogger("motcua.scans")
_SWEEP_SECONDS = 3600.0


class ScanSweep:
    """Once an hour, in every process: a sweep may run beside another one."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    async def run(self, station: Station) -> None:
        while True:
            try:
                await sweep_scans(station.database, self._archive, station.clock)
            except Exception as trouble:
                log.error("the sweep of scans stumbled: %s", type(trouble).__name__)
            await asyncio.sleep(_SWEEP_SECONDS)
