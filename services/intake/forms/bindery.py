"""Makes register books in a process of their own, one at a time, and hands them over as files without a name.

A year of a busy desk computes for a minute: neither the loop nor the receipts may wait for that. The finished file is
opened and removed at once, so that no copy of people's data stays behind whatever becomes of the answer.
"""

import asyncio
import json
import logging
import shutil
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, BinaryIO

from services.intake.forms.register_head import RegisterHead
from shared.errors import Unavailable

log = logging.getLogger("motcua.registers")
_ROOT = Path(__file__).resolve().parents[3]
_BATCH = 200
_FORGOTTEN = timedelta(hours=1)  # a service that was killed cannot tidy up after itself


class BookKind(StrEnum):
    """As a workbook, or as the paper form."""

    XLSX = "xlsx"
    PDF = "pdf"


class Bindery:
    """One per process; `files` is the folder of the service."""

    def __init__(self, files: Path) -> None:
        self._folder = files / "exports"
        self._one_at_a_time = asyncio.Semaphore(1)

    @asynccontextmanager
    async def binding(self, kind: BookKind, now: datetime) -> AsyncIterator["Binding"]:
        """Waits for its turn; the writing process and its folder end with the block."""
        async with self._one_at_a_time:
            folder = await asyncio.to_thread(self._new_folder, now)
            target = folder / f"book.{kind.value}"
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "services.intake.forms.register_writer", kind.value, str(target)),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
                cwd=_ROOT,
            )
            try:
                yield Binding(process, target)
            finally:
                if process.returncode is None:
                    process.kill()
                await process.wait()
                await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    def _new_folder(self, now: datetime) -> Path:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in self._folder.iterdir():
            if left.stat().st_mtime < (now - _FORGOTTEN).timestamp():
                shutil.rmtree(left, ignore_errors=True)
        return Path(mkdtemp(dir=self._folder))


class Binding:
    """A book on its way to the writing process."""

    def __init__(self, process: asyncio.subprocess.Process, target: Path) -> None:
        self._process = process
        self._target = target
        self._waiting: list[str] = []

    async def head(self, head: RegisterHead) -> None:
        await self._say(head.as_json())

    async def line(self, cells: Sequence[Any]) -> None:
        """As fast as the process takes them: nothing piles up here."""
        await self._say(cells)

    async def finish(self) -> BinaryIO:
        """The open file, already without a name. Refuses where the writing process failed."""
        await self._say("end")
        await self._send()
        if self._process.stdin:
            self._process.stdin.close()
        if status := await self._process.wait():
            log.error("the writer of a register ended with status %s", status)
            raise _not_written()
        return await asyncio.to_thread(self._target.open, "rb")

    async def _say(self, document: Any) -> None:
        self._waiting.append(json.dumps(document, ensure_ascii=True) + "\n")
        if len(self._waiting) >= _BATCH:
            await self._send()

    async def _send(self) -> None:
        said, self._waiting = "".join(self._waiting), []
        if self._process.stdin:
            try:
                self._process.stdin.write(said.encode())
                await self._process.stdin.drain()
            except (BrokenPipeError, ConnectionResetError):
                raise _not_written() from None


def _not_written() -> Unavailable:
    return Unavailable("register_not_written", "Không ghi được sổ: hãy thử lại với khoảng ngày ngắn hơn")
