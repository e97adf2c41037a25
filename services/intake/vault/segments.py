"""Encrypts and opens a long file in segments of 64 KiB while it streams (the STREAM construction, Hoang et al. 2015).

A sealed file is a head (a byte of format, seven random ones), then segments of AES-256-GCM: ciphertext and tag. The
nonce is the seven bytes, the segment's number in four, and one byte that says whether it is the last. So a segment that
was flipped, swapped, taken out, put in or brought from another file does not open, and neither does a file that was
cut, even at the edge of a segment. A key seals one file only.
"""

import os
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SEGMENT_BYTES = 65_536
KEY_BYTES = 32
_FORMAT = b"\x01"
_PREFIX_BYTES = 7
HEAD_BYTES = len(_FORMAT) + _PREFIX_BYTES
_TAG_BYTES = 16
_SEALED_BYTES = SEGMENT_BYTES + _TAG_BYTES


class SegmentsDamaged(Exception):
    """What lies sealed is not what was sealed, or not all of it."""


def fresh_key() -> bytes:
    return os.urandom(KEY_BYTES)


class _Nonces:
    def __init__(self, head: bytes) -> None:
        self._prefix = head[len(_FORMAT) :]
        self._number = 0

    def next(self, *, is_last: bool) -> bytes:
        """Runs out after 256 TiB: then `to_bytes` refuses."""
        nonce = self._prefix + self._number.to_bytes(4, "big") + bytes([is_last])
        self._number += 1
        return nonce


class SegmentSealer:
    """`head`, then what `add` gives, then what `end` gives is the sealed file."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)
        self.head = _FORMAT + os.urandom(_PREFIX_BYTES)
        self._nonces = _Nonces(self.head)
        self._waiting = bytearray()

    def add(self, chunk: bytes) -> Iterator[bytes]:
        """Whole segments, as soon as it is known that they are not the last."""
        self._waiting += chunk
        while len(self._waiting) > SEGMENT_BYTES:
            segment = bytes(self._waiting[:SEGMENT_BYTES])
            del self._waiting[:SEGMENT_BYTES]
            yield self._cipher.encrypt(self._nonces.next(is_last=False), segment, self.head)

    def end(self) -> bytes:
        return self._cipher.encrypt(self._nonces.next(is_last=True), bytes(self._waiting), self.head)


class SegmentOpener:
    """The reverse. Every piece that it gives was sealed there; that nothing is missing is only known at the `end`."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)
        self._head = b""
        self._nonces: _Nonces | None = None
        self._waiting = bytearray()

    def add(self, chunk: bytes) -> Iterator[bytes]:
        """Refuses damaged segments."""
        self._waiting += chunk
        if self._nonces is None and len(self._waiting) >= HEAD_BYTES:
            self._take_head()
        while self._nonces and len(self._waiting) > _SEALED_BYTES:
            sealed = bytes(self._waiting[:_SEALED_BYTES])
            del self._waiting[:_SEALED_BYTES]
            yield self._open(self._nonces.next(is_last=False), sealed)

    def end(self) -> bytes:
        """The last piece; refuses a file that was cut or goes on."""
        if self._nonces is None:
            raise SegmentsDamaged("no head")
        return self._open(self._nonces.next(is_last=True), bytes(self._waiting))

    def _take_head(self) -> None:
        self._head = bytes(self._waiting[:HEAD_BYTES])
        del self._waiting[:HEAD_BYTES]
        if not self._head.startswith(_FORMAT):
            raise SegmentsDamaged("unknown format")
        self._nonces = _Nonces(self._head)

    def _open(self, nonce: bytes, sealed: bytes) -> bytes:
        if len(sealed) < _TAG_BYTES:
            raise SegmentsDamaged("no tag")
        try:
            return self._cipher.decrypt(nonce, sealed, self._head)
        except InvalidTag:
            raise SegmentsDamaged("segment does not open") from None
