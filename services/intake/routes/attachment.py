"""A file without a name on its way to the caller: kept by nobody in between, gone when it is sent."""

import asyncio
import os
from collections.abc import AsyncIterator
from typing import BinaryIO

from fastapi.responses import StreamingResponse

_CHUNK = 256 * 1024


def attachment(file: BinaryIO, name: str, media_type: str) -> StreamingResponse:
    """`name` is ASCII without quotes. The file is closed at the end."""
    headers = {
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Length": str(os.fstat(file.fileno()).st_size),
    }
    return StreamingResponse(_chunks(file), media_type=media_type, headers=headers)


async def _chunks(file: BinaryIO) -> AsyncIterator[bytes]:
    with file:
        while chunk := await asyncio.to_thread(file.read, _CHUNK):
            yield chunk
