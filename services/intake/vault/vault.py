"""Seals identity numbers with AES-256-GCM and makes the blind marks by which they are found.

A sealed value is a byte of format, two of the key's number, twelve of nonce, then ciphertext and tag. It is bound to
what it is about, so a number cannot be moved to another dossier unseen. A mark is a keyed hash: equal numbers have
equal marks under one key, and without the key nothing can be tried against them (12 digits would fall in days).
"""

import hmac
import os
from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.errors import Conflict
from shared.local.key_ring import RingKey, SlipKey, read_ring, read_slip_keys

_FORMAT = b"\x01"
_NONCE_BYTES = 12
_HEAD_BYTES = 3
_MARK_BYTES = 12  # 2^48 numbers before two marks may meet by chance
MARK_SIGN = "#"


class _Key:
    """A ring key split by purpose, so that the key that finds is not the one that opens."""

    def __init__(self, key: RingKey) -> None:
        self.number = key.number
        self.sealing = AESGCM(key.derived(b"motcua/seal/v1"))
        self.marking = key.derived(b"motcua/mark/v1")


class Vault:
    """One per process. The ring is read again when its file changed (`refresh`) or a key is not known."""

    def __init__(self, ring: Path) -> None:
        self._ring = ring
        self._keys: dict[int, _Key] = {}
        self._slip_keys: tuple[SlipKey, ...] = ()
        self._current = 0
        self._read_as: tuple[int, int] = (0, 0)
        self.refresh()

    @property
    def current(self) -> int:
        """The number of the key that seals."""
        return self._current

    @property
    def numbers(self) -> tuple[int, ...]:
        """The keys on the ring, the one that seals first."""
        return tuple(self._keys)

    @property
    def slip_keys(self) -> tuple[SlipKey, ...]:
        """Oldest first, those of dropped keys among them."""
        return self._slip_keys

    def refresh(self) -> None:
        """Looks whether the ring has changed; refuses a missing or damaged one."""
        facts = self._ring.stat() if self._ring.exists() else None
        seen = (facts.st_mtime_ns, facts.st_ino) if facts else (0, 0)
        if facts and seen == self._read_as:
            return
        keys = read_ring(self._ring)
        self._keys = {key.number: self._keys.get(key.number) or _Key(key) for key in keys}
        self._slip_keys = read_slip_keys(self._ring)
        self._current = keys[0].number
        self._read_as = seen

    def seal(self, value: str, about: str) -> bytes:
        key, nonce = self._keys[self._current], os.urandom(_NONCE_BYTES)
        head = _FORMAT + key.number.to_bytes(2, "big")
        return head + nonce + key.sealing.encrypt(nonce, value.encode(), head + about.encode())

    def open(self, sealed: bytes, about: str) -> str:
        """Refuses a value that was changed, moved, or lies under a key that is not on the ring."""
        head, nonce = sealed[:_HEAD_BYTES], sealed[_HEAD_BYTES : _HEAD_BYTES + _NONCE_BYTES]
        key = self._key(key_number(sealed))
        try:
            return key.sealing.decrypt(nonce, sealed[_HEAD_BYTES + _NONCE_BYTES :], head + about.encode()).decode()
        except InvalidTag as changed:
            raise Conflict("sealed_value_changed", "Dữ liệu mã hóa đã bị thay đổi, hãy báo quản trị") from changed

    def mark(self, value: str) -> str:
        """For storage, under the key that seals."""
        return _mark(self._keys[self._current], value)

    def marks(self, value: str) -> list[str]:
        """For finding: under every key, since a rotation takes its time."""
        return [_mark(key, value) for key in self._keys.values()]

    def digests(self, content: bytes) -> tuple[bytes, ...]:
        """Of what holds personal data, to tell a repeat from something else: the first one under the key that seals."""
        return tuple(hmac.digest(key.marking, b"content\x00" + content, "sha256") for key in self._keys.values())

    def is_current(self, sealed: bytes) -> bool:
        return key_number(sealed) == self._current

    def _key(self, number: int) -> _Key:
        if number not in self._keys:
            self.refresh()
        if number not in self._keys:
            raise Conflict("key_not_on_ring", f"Vòng khóa thiếu khóa {number}: khôi phục vòng khóa từ bản lưu")
        return self._keys[number]


def key_number(sealed: bytes) -> int:
    """The number of the key under which a value lies."""
    return int.from_bytes(sealed[1:_HEAD_BYTES], "big")


def without_marks(marks: Iterable[str]) -> list[str]:
    """What else a dossier is found by: words and telephone numbers."""
    return [mark for mark in marks if not mark.startswith(MARK_SIGN)]


def _mark(key: _Key, value: str) -> str:
    return MARK_SIGN + hmac.digest(key.marking, b"identity\x00" + value.encode(), "sha256")[:_MARK_BYTES].hex()
