"""Register books as files: kept under the digest of their content, read by a process of its own.

The reader is another process with limits on memory and processor time: a workbook is a compressed archive made by
anybody, and reading 300,000 rows would keep clerks waiting. It writes one JSON line a row; we read as fast as we store.
"""

import asyncio
import hashlib
import json
import os
import signal
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from services.intake.domain.register.entry import Reject
from services.intake.repository.file_kinds import HEAD, may_be_book
from services.intake.repository.own_process import reading_process, writing_process
from shared.errors import Invalid, NotFound

_TOO_LARGE = "Không đọc được tệp: tệp hỏng hoặc quá lớn, hoặc có ô lẻ rất xa bảng: xoá dòng, cột thừa rồi nạp lại"
_LINE_BYTES = 1 << 20
_HERE = "services.intake.repository.registers"
Names = Mapping[str, str]  # an office's own headings, folded, with the columns that they name
NO_NAMES: Names = {}


class WriterFailed(RuntimeError):
    """A process that writes beside a book ended badly."""


@dataclass(frozen=True, slots=True)
class StoredBook:
    """A file that was taken in."""

    digest: str
    size: int


class Books:
    """The folder of register books."""

    def __init__(self, files: Path) -> None:
        self._folder = files / "registers"

    def path(self, digest: str) -> Path:
        return self._folder / digest

    async def keep(self, chunks: AsyncIterator[bytes]) -> StoredBook:
        """Writes the stream and names it by its content; refuses what is neither workbook nor CSV by its beginning."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        arriving = self._folder / f".{uuid4().hex}"
        digest, size, head = hashlib.sha256(), 0, b""
        try:
            with arriving.open("wb") as file:
                async for chunk in chunks:
                    head += chunk[: HEAD - len(head)]
                    digest.update(chunk)
                    size += file.write(chunk)
                file.flush()
                await asyncio.to_thread(os.fsync, file.fileno())
            if not may_be_book(head):
                raise Invalid(
                    "file_not_a_workbook", "Tệp gửi lên không phải sổ Excel (.xlsx, .xls), .ods hay CSV ở mã UTF-8"
                )
            arriving.rename(self.path(digest.hexdigest()))
        finally:
            arriving.unlink(missing_ok=True)
        return StoredBook(digest.hexdigest(), size)

    @asynccontextmanager
    async def reading(
        self, digest: str, now: datetime, names: Names = NO_NAMES
    ) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
        """The lines of the reading process; it is ended with the block. `names`: the office's own, of columns."""
        words = str(self.path(digest)), now.isoformat(), json.dumps(names)
        async with (
            reading_process(f"{_HERE}.book_reader", *words, line_bytes=_LINE_BYTES) as process,
            aclosing(_lines(process)) as lines,
        ):
            yield lines

    async def preview(self, digest: str, now: datetime, names: Names = NO_NAMES) -> dict[str, Any]:
        """How the book is understood, nothing where it cannot be opened within the limits of reading.

        Kept beside it: a large workbook takes seconds to open.
        """
        known_as = hashlib.sha256(json.dumps(names, sort_keys=True).encode()).hexdigest()[:12]
        target = self._folder / f"{digest}.{known_as}.preview.json"
        if not target.exists():
            with suppress(WriterFailed):
                await self._write_beside("book_preview", digest, target, now.isoformat(), names)
        if not target.exists():
            return {"sheets": [], "rows": [], "guess": []}
        shown: dict[str, Any] = json.loads(await asyncio.to_thread(target.read_bytes))
        return shown

    async def reject_list(self, digest: str, name: str, rejects: Sequence[Reject], names: Names = NO_NAMES) -> Path:
        """The rejected rows as a workbook. It never changes, so it is written once and kept beside the book."""
        target = self._folder / f"{name}.rejects.xlsx"
        if target.exists():
            return target
        await self._write_beside("reject_writer", digest, target, "".join(map(_as_line, rejects)), names)
        return target

    async def _write_beside(self, module: str, digest: str, target: Path, told: str, names: Names) -> None:
        """Refuses a book that is no longer there; a process that was killed leaves nothing behind."""
        if not self.path(digest).exists():
            raise NotFound("book_not_kept", "Tệp của sổ này không còn được lưu")
        arriving = self._folder / f".{uuid4().hex}"
        try:
            words = str(self.path(digest)), str(arriving), json.dumps(names)
            async with writing_process(f"{_HERE}.{module}", *words) as process:
                await process.communicate(told.encode())
            if process.returncode:
                raise WriterFailed(f"{module} of {target.name}: exit status {process.returncode}")
            arriving.rename(target)
        finally:
            arriving.unlink(missing_ok=True)


def _as_line(reject: Reject) -> str:
    line = {"sheet": reject.place.sheet, "row": reject.place.row, "reason": reject.reason}
    return json.dumps(line, ensure_ascii=True) + "\n"


async def _lines(process: asyncio.subprocess.Process) -> AsyncGenerator[dict[str, Any]]:
    assert process.stdout  # noqa: S101
    is_complete = False
    while line := await process.stdout.readline():
        document = json.loads(line)
        is_complete = "failed" in document or "end" in document
        yield document
    await process.wait()
    if not is_complete:
        yield {"failed": _TOO_LARGE, "is_killed": process.returncode == -signal.SIGKILL}
