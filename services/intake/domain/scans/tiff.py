"""Looks at a TIFF as it goes by: follows the chain of its pages (directories) and how far their data reach."""

import struct

from services.intake.domain.scans.refusals import not_whole, type_not_taken

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_OFFSETS = {273: 279, 324: 325}  # strips and tiles: where the data begin, by the tag that says how long they are
_MOST_ENTRIES = 4096
_MOST_PAGES = 2000
_HEAD = 8


class TiffLook:
    """Directories are read while they stand one behind the other; a chain that goes back is followed no further."""

    def __init__(self, head: bytes) -> None:
        self._order = "<" if head.startswith(b"II") else ">"
        self._at = 0  # of the chunk in the file
        self._pages = 0
        self._reach = _HEAD
        self._got = b""
        self._is_list = False  # now comes the directory itself, before it its length
        self._is_followed = True
        self._from, self._length = self._number(head[4:8]), 2
        if self._from < _HEAD:
            raise type_not_taken()

    def add(self, chunk: bytes) -> None:
        begin, self._at = self._at, self._at + len(chunk)
        while self._is_followed and self._from:
            missing = self._from + len(self._got) - begin
            if missing < 0:
                self._is_followed = False
                return
            self._got += chunk[missing : missing + self._length - len(self._got)]
            if len(self._got) < self._length:
                return
            self._take()

    def end(self, size: int) -> int | None:
        if (self._is_followed and self._from) or self._reach > size:
            raise not_whole()
        return self._pages if self._is_followed else None

    def _take(self) -> None:
        got, self._got = self._got, b""
        if self._is_list:
            self._directory(got)
        else:
            entries = self._number(got)
            if not 0 < entries <= _MOST_ENTRIES:
                raise type_not_taken()
            self._is_list = True
            self._from, self._length = self._from + 2, 12 * entries + 4

    def _directory(self, got: bytes) -> None:
        self._pages += 1
        self._measure(got[:-4])
        following = self._number(got[-4:])
        self._is_followed = not following or (following > self._from and self._pages < _MOST_PAGES)
        self._is_list = False
        self._from, self._length = following, 2

    def _measure(self, entries: bytes) -> None:
        single: dict[int, int] = {}
        for tag, kind, count, value in struct.iter_unpack(f"{self._order}HHI4s", entries):
            length = _SIZES.get(kind, 1) * count
            if length > 4:
                self._reach = max(self._reach, self._number(value) + length)
            elif count == 1:
                single[tag] = self._number(value[: _SIZES.get(kind, 4)])
        for offset, length_tag in _OFFSETS.items():
            self._reach = max(self._reach, single.get(offset, 0) + single.get(length_tag, 0))

    def _number(self, raw: bytes) -> int:
        return int.from_bytes(raw, "little" if self._order == "<" else "big")
