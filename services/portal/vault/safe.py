"""Seals what a portal sent under the ring of keys, and makes the marks by which a repeat is known.

A key of its own purpose: nothing of intake can be opened with it. A sealed message is a byte of format, two of the
key's number, twelve of nonce, then ciphertext and tag of AES-256-GCM, bound to the row that holds it.
"""

import hmac
import os
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.errors import Conflict
from shared.local.key_ring import RingKey, read_ring

_FORMAT = b"\x01"
_NONCE_BYTES = 12
_HEAD_BYTES = 3
RAW, ACCOUNT = b"raw", b"account"


class _Key:
    def __init__(self, key: RingKey) -> None:
        self.head = _FORMAT + key.number.to_bytes(2, "big")
        self.sealing = AESGCM(key.derived(b"motcua/portal-inbound/v1"))
        self.marking = key.derived(b"motcua/portal-inbound-mark/v1")


class Safe:
    """One per process. Refuses a missing or damaged ring."""

    def __init__(self, ring: Path) -> None:
        self._ring = ring
        self._keys: dict[int, _Key] = {}
        self.refresh()

    @property
    def current(self) -> int:
        return next(iter(self._keys))

    def refresh(self) -> None:
        """The ring as it is now, the key that seals first."""
        self._keys = {key.number: _Key(key) for key in read_ring(self._ring)}

    def seal(self, content: bytes, about: UUID, what: bytes = RAW) -> bytes:
        key, nonce = self._keys[self.current], os.urandom(_NONCE_BYTES)
        return key.head + nonce + key.sealing.encrypt(nonce, content, key.head + about.bytes + what)

    def open(self, sealed: bytes, about: UUID, what: bytes = RAW) -> bytes:
        """Refuses a message that was changed, moved, or lies under a key that is not on the ring."""
        key, nonce = self._key(int.from_bytes(sealed[1:_HEAD_BYTES], "big")), sealed[_HEAD_BYTES:][:_NONCE_BYTES]
        try:
            return key.sealing.decrypt(nonce, sealed[_HEAD_BYTES + _NONCE_BYTES :], key.head + about.bytes + what)
        except InvalidTag as changed:
            raise Conflict("sealed_value_changed", "Dữ liệu mã hóa đã bị thay đổi, hãy báo quản trị") from changed

    def marks(self, content: bytes) -> list[bytes]:
        """Under every key, that which seals first: equal contents have one in common after a rotation too."""
        return [hmac.digest(key.marking, content, "sha256") for key in self._keys.values()]

    def _key(self, number: int) -> _Key:
        if number not in self._keys:
            self.refresh()
        if number not in self._keys:
            raise Conflict("key_not_on_ring", f"Vòng khóa thiếu khóa {number}: khôi phục vòng khóa từ bản lưu")
        return self._keys[number]
