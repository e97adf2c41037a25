"""Takes a scan in: sealed in the spool, noted, put into the store, then written down with its key."""

from collections.abc import AsyncIterator

from services.intake.repository.scans.scan_archive import Archive
from services.intake.repository.scans.scan_spool import Arrived
from services.intake.repository.scans.scan_store import store_away
from services.intake.repository.scans.scans import ARRIVING_FOR, Kept, Scans, Upload
from services.intake.vault.scan_keys import seal_scan_key
from services.intake.vault.vault import Vault
from shared.clock import Clock
from shared.db.database import Database


async def take_in_scan(
    database: Database, archive: Archive, vault: Vault, clock: Clock, upload: Upload, chunks: AsyncIterator[bytes]
) -> Kept:
    """Committed and durable. No connection is held while the file arrives or is put away.

    A process that dies between the steps leaves a file in the spool or a note of an object, never a scan without its
    object: the sweep takes both away.
    """
    async with archive.spool.taking(chunks) as arrived:
        async with database.transaction() as connection:
            known = await Scans(connection).again(arrived.digest, upload)
            if known is None:
                await Scans(connection).expect(arrived.name, upload.at + ARRIVING_FOR)
        return known or await _put_away(database, archive, vault, clock, upload, arrived)


async def _put_away(
    database: Database, archive: Archive, vault: Vault, clock: Clock, upload: Upload, arrived: Arrived
) -> Kept:
    await archive.store.adopt(arrived.path, arrived.name)
    seen = arrived.seen
    kept = Kept(arrived.digest, seen.size, seen.type.value, seen.pages, is_new=True)
    sealed_key = seal_scan_key(vault, arrived.digest, arrived.key)
    async with database.transaction() as connection:
        if await Scans(connection).add(kept, arrived.name, sealed_key, upload, clock.now()):
            return kept
        # Somebody else was faster with the same content: theirs is kept, ours is left to the sweep.
        known = await Scans(connection).again(arrived.digest, upload)
    if known is None:
        raise store_away()
    return known
