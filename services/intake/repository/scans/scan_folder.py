"""Scans in a folder of this machine or of a share: `ab/cd/abcd…`, durable when they are said to be."""

import asyncio
import os
from collections.abc import AsyncGenerator
from pathlib import Path

from services.intake.repository.scans.scan_store import not_kept, store_away

_PIECE = 1 << 20


class FolderStore:
    """Only its owner may look in."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def adopt(self, path: Path, name: str) -> None:
        """The file must be synced already and lie on the same file system."""
        try:
            await asyncio.to_thread(self._move, path, self.path(name))
        except OSError as trouble:
            raise store_away() from trouble

    async def read(self, name: str) -> AsyncGenerator[bytes]:
        try:
            file = await asyncio.to_thread(self.path(name).open, "rb")
        except FileNotFoundError:
            raise not_kept() from None
        except OSError as trouble:
            raise store_away() from trouble
        with file:
            while piece := await asyncio.to_thread(file.read, _PIECE):
                yield piece

    async def remove(self, name: str) -> None:
        try:
            await asyncio.to_thread(self.path(name).unlink, missing_ok=True)
        except OSError as trouble:
            raise store_away() from trouble

    def path(self, name: str) -> Path:
        return self._folder / name[:2] / name[2:4] / name

    def _move(self, path: Path, target: Path) -> None:
        above = target.parent.parent
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.rename(target)
        for folder in (target.parent, above, above.parent):
            _sync(folder)


def _sync(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
