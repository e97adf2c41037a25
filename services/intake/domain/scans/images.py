"""Looks at JPEG and PNG files as they go by: the head is checked at once, the end when it has come."""

import struct
import zlib

from services.intake.domain.scans.refusals import not_whole, type_not_taken

_PNG_END = b"\x00\x00\x00\x00IEND\xaeB`\x82"
_JPEG_END = b"\xff\xd9"
_JPEG_TAIL = 4096  # telephones write their own notes behind the picture


class PngLook:
    """IHDR must stand first and be right by its checksum; the last chunk is IEND."""

    def __init__(self, head: bytes) -> None:
        length, kind, width, height = struct.unpack(">I4sII", head[8:24])
        checksum = zlib.crc32(head[12:29]).to_bytes(4, "big")
        if (length, kind) != (13, b"IHDR") or not width or not height or head[29:33] != checksum:
            raise type_not_taken()
        self._tail = b""

    def add(self, chunk: bytes) -> None:
        self._tail = (self._tail + chunk)[-len(_PNG_END) :]

    def end(self, size: int) -> int | None:
        del size
        if self._tail != _PNG_END:
            raise not_whole()
        return None


class JpegLook:
    """Begins with a marker behind SOI and has an EOI near its end: compressed data never holds one (T.81 B.1.1.5)."""

    def __init__(self, head: bytes) -> None:
        if not 0xC0 <= head[3] <= 0xFE or head[3] in (0xD8, 0xD9):
            raise type_not_taken()
        self._tail = b""

    def add(self, chunk: bytes) -> None:
        self._tail = (self._tail + chunk)[-_JPEG_TAIL:]

    def end(self, size: int) -> int | None:
        del size
        if _JPEG_END not in self._tail:
            raise not_whole()
        return None
