"""Where a scan arrives: looked at, digested and sealed while it streams in, so that plaintext never lies on disk."""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from services.intake.domain.scans.look import Look, Seen
from services.intake.repository.scans.scan_store import store_away
from services.intake.vault.segments import SegmentSealer, fresh_key


@dataclass(frozen=True, slots=True)
class Arrived:
    """A whole scan in the spool. `digest` is the content's, `name` that of the sealed bytes."""

    path: Path
    name: str
    digest: str
    seen: Seen
    key: bytes


class _Arrival:
    """One file on its way in."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        self._file = file
        self._look = Look()
        self._sealer = SegmentSealer(key)
        self._content = hashlib.sha256()
        self._sealed = hashlib.sha256()
        self._write(self._sealer.head)

    def add(self, chunk: bytes) -> None:
        self._look.add(chunk)
        self._content.update(chunk)
        for segment in self._sealer.add(chunk):
            self._write(segment)

    def end(self) -> tuple[str, str, Seen]:
        seen = self._look.end()
        self._write(self._sealer.end())
        self._file.flush()
        return self._sealed.hexdigest(), self._content.hexdigest(), seen

    def _write(self, sealed: bytes) -> None:
        self._sealed.update(sealed)
        self._file.write(sealed)


class ScanSpool:
    """The folder of arrivals; it must lie on the file system of the folder store."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @asynccontextmanager
    async def taking(self, chunks: AsyncIterator[bytes]) -> AsyncIterator[Arrived]:
        """The file is gone from the spool when the block ends. Refuses what is not a whole scan."""
        path = self._folder / uuid4().hex
        try:
            yield await self._take(path, chunks)
        finally:
            path.unlink(missing_ok=True)

    async def _take(self, path: Path, chunks: AsyncIterator[bytes]) -> Arrived:
        key = fresh_key()
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with path.open("xb") as file:
                arrival = _Arrival(file, key)
                async for chunk in chunks:
                    arrival.add(chunk)
                name, digest, seen = arrival.end()
                await asyncio.to_thread(os.fsync, file.fileno())
        except OSError as full:
            raise store_away() from full
        return Arrived(path, name, digest, seen, key)

    async def sweep(self, before: float) -> None:
        """Removes what a process that died left behind, by the file's time (seconds since 1970)."""
        await asyncio.to_thread(self._sweep, before)

    def _sweep(self, before: float) -> None:
        for path in self._folder.glob("*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    path.unlink()
