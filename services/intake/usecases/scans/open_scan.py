"""Opens a scan for reading: small ones are proved whole before anything is answered, long ones as they go."""

import logging
from collections.abc import AsyncGenerator

from services.intake.queries.scans.scans import KeptScan
from services.intake.repository.scans.scan_archive import Archive
from services.intake.vault.scan_keys import open_scan_key
from services.intake.vault.vault import Vault
from shared.errors import Refusal

log = logging.getLogger("motcua.scans")
_PROVED_BYTES = 1 << 20


async def open_scan(archive: Archive, vault: Vault, scan: KeptScan) -> AsyncGenerator[bytes]:
    """The content. The first mebibyte is opened before this returns, so what fails there is refused in words.

    Later a failure breaks the stream off: every piece is authenticated, and the last is held back until the digest of
    the whole is right, so a reader never has all the bytes that were announced.
    """
    content = archive.read(scan.object, open_scan_key(vault, scan.digest, scan.key_sealed), scan.digest)
    first, size = [], 0
    try:
        while size < _PROVED_BYTES:
            piece = await anext(content, None)
            if piece is None:
                break
            first.append(piece)
            size += len(piece)
    except Refusal as refusal:
        log.error("object %s of a scan: %s", scan.object, refusal.code)
        raise
    return _all(first, content, scan.object)


async def _all(first: list[bytes], rest: AsyncGenerator[bytes], name: str) -> AsyncGenerator[bytes]:
    try:
        for piece in first:
            yield piece
        async for piece in rest:
            yield piece
    except Refusal as refusal:
        log.error("object %s of a scan broke off: %s", name, refusal.code)
        raise BrokenOff from refusal
    finally:
        await rest.aclose()


class BrokenOff(Exception):
    """The answer had begun: the connection is closed before its end."""
