"""Takes away what nobody refers to: spooled files of dead processes, loose scans of yesterday, objects left behind."""

from datetime import datetime

from services.intake.repository.scans.scan_archive import Archive
from services.intake.repository.scans.scans import LOOSE_FOR, Scans
from shared.clock import Clock
from shared.db.database import Database

_BATCH = 200


async def sweep_scans(database: Database, archive: Archive, clock: Clock) -> int:
    """How many objects were removed. Every step may be done twice, and by several processes at once."""
    now = clock.now()
    await archive.spool.sweep((now - LOOSE_FOR).timestamp())
    dropped = _BATCH
    while dropped == _BATCH:
        async with database.transaction() as connection:
            dropped = len(await Scans(connection).drop_loose(now - LOOSE_FOR, now, _BATCH))
    removed = 0
    while names := await _due(database, now):
        for name in names:
            await archive.store.remove(name)
            async with database.transaction() as connection:
                await Scans(connection).forget(name, now)
        removed += len(names)
    return removed


async def _due(database: Database, now: datetime) -> list[str]:
    async with database.reading() as connection:
        return await Scans(connection).leftovers(now, _BATCH)
