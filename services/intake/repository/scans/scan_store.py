"""Where sealed scans lie: what every store can do."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Protocol

from shared.errors import NotFound, Unavailable


class ScanStore(Protocol):
    """Objects are named by the SHA-256 of their sealed bytes, written once and never changed."""

    async def adopt(self, path: Path, name: str) -> None:
        """Takes a finished file over; when this returns it outlives a loss of power. Doing it again does no harm."""

    def read(self, name: str) -> AsyncGenerator[bytes]:
        """Refuses an object that is not there, before the first piece."""

    async def remove(self, name: str) -> None:
        """An object that is not there is as good as removed."""


def store_away() -> Unavailable:
    return Unavailable("scan_store_unavailable", "Kho bản quét đang bận hoặc ngừng, hãy gửi lại sau ít giây")


def not_kept() -> NotFound:
    return NotFound("scan_not_kept", "Kho không còn tệp của bản quét này, hãy báo quản trị")
