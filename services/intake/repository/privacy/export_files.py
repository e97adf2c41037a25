"""Exports on their way out: a process writes the file, and it has no name any more before its first byte leaves."""

import asyncio
import hashlib
import json
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from services.intake.domain.privacy.exports import ExportForm

_ROOT = Path(__file__).resolve().parents[4]
_AT_ONCE = 1  # a process writes one export at a time: each takes a core, a connection and a snapshot
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class ExportFile:
    """An open file that nobody else can find; `digest` is the SHA-256 of its bytes."""

    file: BinaryIO
    size: int
    digest: str

    async def chunks(self) -> AsyncIterator[bytes]:
        with self.file as file:
            while chunk := await asyncio.to_thread(file.read, _CHUNK):
                yield chunk


class ExportWriting:
    """The rows of one export, as the process takes them."""

    def __init__(self, process: asyncio.subprocess.Process, path: Path) -> None:
        self._process = process
        self._path = path

    async def add(self, rows: Sequence[Sequence[str | None]]) -> None:
        assert self._process.stdin  # noqa: S101
        self._process.stdin.write("".join(json.dumps(row) + "\n" for row in rows).encode())
        await self._process.stdin.drain()

    async def finish(self) -> ExportFile:
        await self._process.communicate(b"")  # also closes its standard input: that is the end of the rows
        if self._process.returncode:
            raise RuntimeError(f"export: exit status {self._process.returncode}")
        return await asyncio.to_thread(_opened, self._path)


class ExportFiles:
    """One per process of the service."""

    def __init__(self, files: Path) -> None:
        self._folder = files / "exports"
        self._turn = asyncio.Semaphore(_AT_ONCE)

    @asynccontextmanager
    async def writing(self, form: ExportForm) -> AsyncIterator[ExportWriting]:
        """Waits its turn; whatever is left of the file is gone with the block."""
        async with self._turn:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = self._folder / f".{uuid4().hex}"
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "services.intake.repository.privacy.export_writer", form.value, str(path)),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
                cwd=_ROOT,
            )
            try:
                yield ExportWriting(process, path)
            finally:
                if process.returncode is None:
                    process.kill()
                    await process.wait()
                path.unlink(missing_ok=True)


def _opened(path: Path) -> ExportFile:
    file = path.open("rb")
    path.unlink()
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return ExportFile(file, os.fstat(file.fileno()).st_size, digest)
