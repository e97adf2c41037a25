"""Register books: handing one in, what became of it, and what an office calls its columns."""

from collections.abc import AsyncIterator, Mapping
from typing import Any, Protocol

from shared.web.service_client import Answer, BoundClient

_PIECE = 256 * 1024
_KIND = "application/octet-stream"
Told = dict[str, Any]


class Readable(Protocol):
    """A file that came with a form; a large one lies on disk."""

    async def read(self, size: int = -1) -> bytes: ...


async def hand_in(intake: BoundClient, book: Readable, *, office: str, file_name: str) -> Told:
    """As a trial. The file goes on piece by piece: it is never held in memory as a whole."""
    answer = await intake.upload(
        "/register-imports", pieces(book), _KIND, office=office, commit="false", file_name=file_name[:200]
    )
    told: Told = answer.json
    return told


async def pieces(book: Readable) -> AsyncIterator[bytes]:
    while piece := await book.read(_PIECE):
        yield piece


async def imports(intake: BoundClient, cursor: str | None) -> Told:
    found: Told = await intake.get("/register-imports", cursor=cursor, limit=20)
    return found


async def one_import(intake: BoundClient, id_: str) -> Told:
    found: Told = await intake.get(f"/register-imports/{id_}", shown=0)
    return found


async def summary(intake: BoundClient, id_: str) -> Told:
    found: Told = await intake.get(f"/register-imports/{id_}/summary")
    return found


async def preview(intake: BoundClient, id_: str) -> Told:
    found: Told = await intake.get(f"/register-imports/{id_}/preview")
    return found


async def rejects(intake: BoundClient, id_: str) -> Answer:
    return await intake.fetch(f"/register-imports/{id_}/rejects.xlsx")


async def act(intake: BoundClient, id_: str, what: str) -> Told:
    """`commit`, `retry` or `cancel`."""
    told: Told = await intake.post(f"/register-imports/{id_}/{what}")
    return told


async def name_columns(intake: BoundClient, office: str, columns: Mapping[str, str | None]) -> None:
    await intake.put(f"/register-headings/{office}", {"columns": dict(columns)})
