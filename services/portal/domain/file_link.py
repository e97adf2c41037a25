"""Signed links to scans: who holds one may fetch that one file until its last day. Nothing in it can be guessed.

The portal keeps a link for long and takes a changed one for a changed file, so a file keeps its link from push to push:
the last day moves in steps of 400 days from the day of the dossier, and 90 days are always left.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from shared.errors import NotFound

STEP = timedelta(days=400)
LEAST_LEFT = timedelta(days=90)
_SIGNATURE_BYTES = 20
_PARTS_BYTES = 16 + 32 + 3
LINK_PATTERN = r"^[A-Za-z0-9_-]{95}$"  # 71 bytes without padding


@dataclass(frozen=True, slots=True)
class FileRef:
    """One file of one dossier (or filing), fetchable through `last_day`."""

    dossier: UUID
    digest: str
    last_day: date


def last_day_of(dossier_day: date, today: date) -> date:
    """The first step after the dossier's day that leaves at least 90 days."""
    missing = today + LEAST_LEFT - dossier_day
    return dossier_day + max(1, -(-missing // STEP)) * STEP


def sign_link(ref: FileRef, key: bytes) -> str:
    parts = ref.dossier.bytes + bytes.fromhex(ref.digest) + ref.last_day.toordinal().to_bytes(3)
    return urlsafe_b64encode(parts + _signature(parts, key)).decode().rstrip("=")


def read_link(token: str, keys: Sequence[bytes]) -> FileRef:
    """Whatever its last day. Refuses `link_not_valid` what none of our keys signed."""
    try:
        raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (NotBase64, ValueError):
        raw = b""
    parts, signature = raw[:_PARTS_BYTES], raw[_PARTS_BYTES:]
    if len(parts) < _PARTS_BYTES or not any(hmac.compare_digest(signature, _signature(parts, key)) for key in keys):
        raise NotFound("link_not_valid", "Liên kết không đúng")
    return FileRef(UUID(bytes=parts[:16]), parts[16:48].hex(), date.fromordinal(int.from_bytes(parts[48:])))


def _signature(parts: bytes, key: bytes) -> bytes:
    return hmac.digest(key, b"motcua file link\0" + parts, "sha256")[:_SIGNATURE_BYTES]
