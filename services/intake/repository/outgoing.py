"""Files on their way out: written by a process of their own, and without a name before their first byte leaves.

A year of a busy desk computes for a minute, and no copy of people's data may stay
behind whatever becomes of the answer.
"""

import asyncio
import json
import shutil
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from io import BufferedReader
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from services.intake.repository.own_process import writing_process

_BATCH = 200
_FORGOTTEN = timedelta(hours=1)  # a service that was killed cannot tidy up after itself


class WriterFailed(RuntimeError):
    """The writing process ended before its time, or badly."""


class Outgoing:
    """Writes one file at a time: each takes a core, a connection and a snapshot. `files` is the service's folder."""

    def __init__(self, files: Path) -> None:
        self._folder = files / "exports"
        self._turn = asyncio.Semaphore(1)

    @asynccontextmanager
    async def writing(self, module: str, form: str, now: datetime) -> AsyncIterator["Writing"]:
        """Waits for its turn; the process `module form target` and its folder end with the block."""
        async with self._turn:
            folder = await asyncio.to_thread(self._new_folder, now)
            target = folder / f"file.{form}"
            try:
                async with writing_process(module, form, str(target)) as process:
                    yield Writing(process, target)
            finally:
                await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    def _new_folder(self, now: datetime) -> Path:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in self._folder.iterdir():
            with suppress(FileNotFoundError):  # another file's turn may end meanwhile
                if left.stat().st_mtime < (now - _FORGOTTEN).timestamp():
                    shutil.rmtree(left, ignore_errors=True)
        return Path(mkdtemp(dir=self._folder))


class Writing:
    """What the process is told: one JSON document a line."""

    def __init__(self, process: Process, target: Path) -> None:
        self._process = process
        self._target = target
        self._waiting: list[str] = []

    async def say(self, document: Any) -> None:
        """As fast as the process takes it: nothing piles up here."""
        self._waiting.append(json.dumps(document, ensure_ascii=True) + "\n")
        if len(self._waiting) >= _BATCH:
            await self._send()

    async def finish(self) -> BufferedReader:
        """The open file, already without a name. Refuses (WriterFailed) what the process did not write to its end."""
        await self._send()
        assert self._process.stdin  # noqa: S101
        self._process.stdin.close()
        if status := await self._process.wait():
            raise WriterFailed(f"exit status {status}")
        return await asyncio.to_thread(_opened, self._target)

    async def _send(self) -> None:
        said, self._waiting = "".join(self._waiting), []
        assert self._process.stdin  # noqa: S101
        try:
            self._process.stdin.write(said.encode())
            await self._process.stdin.drain()
        except (BrokenPipeError, ConnectionResetError) as gone:
            raise WriterFailed("it takes no more lines") from gone


def _opened(path: Path) -> BufferedReader:
    file = path.open("rb")
    path.unlink()
    return file
