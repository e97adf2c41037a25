"""Looks at a file while it goes by, chunk by chunk: its type, whether it is whole, how many pages it has."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from services.intake.domain.scans.images import JpegLook, PngLook
from services.intake.domain.scans.kind import ScanType, type_of
from services.intake.domain.scans.pdf import PdfLook
from services.intake.domain.scans.refusals import not_whole, type_not_taken
from services.intake.domain.scans.tiff import TiffLook

_HEAD = 33  # a PNG's signature and its whole IHDR: no scan is shorter


class _Look(Protocol):
    """Of one type. `end` gives the pages where they are known."""

    def add(self, chunk: bytes) -> None: ...

    def end(self, size: int) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Seen:
    """What a file turned out to be."""

    type: ScanType
    size: int
    pages: int | None


_LOOKS: dict[ScanType, Callable[[bytes], _Look]] = {
    ScanType.PDF: PdfLook,
    ScanType.JPEG: JpegLook,
    ScanType.PNG: PngLook,
    ScanType.TIFF: TiffLook,
}


class Look:
    """Of a file whose type is not known yet. Refuses what is no scan, is cut off, is locked or has actions."""

    def __init__(self) -> None:
        self._head = b""
        self._size = 0
        self._type: ScanType | None = None
        self._look: _Look | None = None

    def add(self, chunk: bytes) -> None:
        self._size += len(chunk)
        if self._look is None:
            self._head += chunk
            if len(self._head) < _HEAD:
                return
            self._type, self._look = _look_for(self._head)
            chunk, self._head = self._head, b""
        self._look.add(chunk)

    def end(self) -> Seen:
        if self._type is None or self._look is None:
            raise not_whole() if not self._size or type_of(self._head) else type_not_taken()
        return Seen(self._type, self._size, self._look.end(self._size))


def _look_for(head: bytes) -> tuple[ScanType, _Look]:
    kind = type_of(head)
    if kind is None:
        raise type_not_taken()
    return kind, _LOOKS[kind](head)
