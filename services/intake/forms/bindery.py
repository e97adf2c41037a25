"""Makes register books in a process of their own, one at a time, and hands them over as files without a name."""

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from services.intake.forms.register_head import RegisterHead
from services.intake.repository.outgoing import Outgoing, WriterFailed, Writing
from shared.errors import Unavailable

log = logging.getLogger("motcua.registers")
_WRITER = "services.intake.forms.register_writer"


class BookKind(StrEnum):
    """As a workbook, or as the paper form."""

    XLSX = "xlsx"
    PDF = "pdf"


class Bindery:
    """One per process; `files` is the folder of the service."""

    def __init__(self, files: Path) -> None:
        self._outgoing = Outgoing(files)

    @asynccontextmanager
    async def binding(self, kind: BookKind, now: datetime) -> AsyncIterator["Binding"]:
        """Waits for its turn; refuses where the writing process fails, which ends with the block."""
        try:
            async with self._outgoing.writing(_WRITER, kind.value, now) as writing:
                yield Binding(writing)
        except WriterFailed as failed:
            log.error("the writer of a register failed: %s", failed)
            message = "Không ghi được sổ: hãy thử lại với khoảng ngày ngắn hơn"
            raise Unavailable("register_not_written", message) from None


class Binding:
    """A book on its way to the writing process."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing

    async def head(self, head: RegisterHead) -> None:
        await self._writing.say(head.as_json())

    async def line(self, cells: Sequence[Any]) -> None:
        await self._writing.say(cells)

    async def finish(self) -> BinaryIO:
        """The open file, already without a name."""
        await self._writing.say("end")
        return await self._writing.finish()
