"""Catalogue files on their way in: kept only as long as a process of its own reads them."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from services.intake.domain.catalogue.catalogue_diff import FileRow, RefusedRow
from services.intake.repository.own_process import reading_process
from shared.errors import Invalid

_READER = "services.intake.repository.catalogue.catalogue_reader"
_LINE_BYTES = 4 << 20
_BROKEN_OFF = "Không đọc được tệp: tệp hỏng hoặc quá lớn khi giải nén"


@dataclass(slots=True)
class CatalogueFile:
    """What a file says."""

    rows: list[FileRow] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)


async def read_catalogue_file(folder: Path, chunks: AsyncIterator[bytes]) -> CatalogueFile:
    """Refuses a file that cannot be opened, or that lacks a needed column. Bad rows are told apart from good ones."""
    async with (
        _kept(folder, chunks) as path,
        reading_process(_READER, str(path), line_bytes=_LINE_BYTES) as process,
    ):
        return await _read_lines(process)


async def _read_lines(process: asyncio.subprocess.Process) -> CatalogueFile:
    assert process.stdout  # noqa: S101
    said, is_complete = CatalogueFile(), False
    while line := await process.stdout.readline():
        document = json.loads(line)
        if "failed" in document:
            raise _unreadable(document["failed"])
        if "end" in document:
            is_complete = True
        elif "reason" in document:
            said.refused.append(RefusedRow(**document))
        else:
            said.rows.append(FileRow(**{**document, "stated": frozenset(document["stated"])}))
    if not is_complete:
        raise _unreadable(_BROKEN_OFF)
    return said


def _unreadable(reason: str) -> Invalid:
    return Invalid("catalogue_file_not_readable", reason)


@asynccontextmanager
async def _kept(folder: Path, chunks: AsyncIterator[bytes]) -> AsyncIterator[Path]:
    await asyncio.to_thread(folder.mkdir, mode=0o700, parents=True, exist_ok=True)
    path = folder / f".{uuid4().hex}"
    try:
        with path.open("wb") as file:
            async for chunk in chunks:
                file.write(chunk)
        yield path
    finally:
        path.unlink(missing_ok=True)
