"""The ring of keys under which personal data lie encrypted: one file, only for its owner, the newest key first.

Losing the file is losing what lies under it: it is backed up apart from the database, and never together with it.
A key that is dropped leaves its half for the slips behind: secrets printed on receipts stay good, and it opens nothing.
"""

import base64
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shared.errors import Conflict, NotFound
from shared.local.secret_file import write_secret

KEY_BYTES = 32
_SLIPS = b"motcua/slip/v1"
_MOST_KEYS = 65_535  # a sealed value names its key in two bytes


@dataclass(frozen=True, slots=True)
class RingKey:
    """A key of 256 bits by its number on the ring; numbers are never given again."""

    number: int
    made_on: date
    secret: bytes

    def derived(self, purpose: bytes) -> bytes:
        """A key of its own for each purpose: one never leads to another."""
        return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=purpose).derive(self.secret)


@dataclass(frozen=True, slots=True)
class SlipKey:
    """The half of a ring key from which the secrets on receipts are derived; kept when the key is dropped."""

    number: int
    made_on: date
    secret: bytes


def read_ring(path: Path) -> tuple[RingKey, ...]:
    """The keys, newest first; refuses a missing or damaged ring."""
    return _read_file(path)[0]


def read_slip_keys(path: Path) -> tuple[SlipKey, ...]:
    """Those of the keys on the ring and of the dropped ones, oldest first."""
    keys, dropped = _read_file(path)
    slips: list[SlipKey] = [*(_slip_half(key) for key in keys), *dropped]
    return tuple(sorted(slips, key=lambda slip: slip.number))


def _read_file(path: Path) -> tuple[tuple[RingKey, ...], tuple[SlipKey, ...]]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        keys = tuple(RingKey(*_read(entry)) for entry in document["keys"])
        dropped = tuple(SlipKey(*_read(entry)) for entry in document.get("slips", ()))
    except FileNotFoundError:
        raise NotFound("no_key_ring", f"Chưa có vòng khóa dữ liệu cá nhân ở {path}: chạy `motcua keys make`") from None
    except (ValueError, KeyError, TypeError) as damaged:
        raise Conflict("key_ring_damaged", f"Vòng khóa ở {path} hỏng: khôi phục từ bản lưu") from damaged
    lengths = {*(len(key.secret) for key in keys), *(len(slip.secret) for slip in dropped)}
    if not keys or lengths != {KEY_BYTES}:
        raise Conflict("key_ring_damaged", f"Vòng khóa ở {path} không có khóa 256 bit: khôi phục từ bản lưu")
    return keys, dropped


def _slip_half(key: RingKey) -> SlipKey:
    return SlipKey(key.number, key.made_on, key.derived(_SLIPS))


def make_ring(path: Path, on: date) -> None:
    """A ring with one key, if there is none."""
    if not path.exists():
        _write(path, [RingKey(1, on, secrets.token_bytes(KEY_BYTES))], ())


def add_key(path: Path, on: date) -> RingKey:
    """A fresh key in front: from now on it seals, the others only open."""
    keys, dropped = _read_file(path)
    number = max(*(key.number for key in keys), *(slip.number for slip in dropped), 0) + 1
    if number > _MOST_KEYS:
        raise Conflict("key_ring_full", "Vòng khóa đã dùng hết số thứ tự khóa")
    fresh = RingKey(number, on, secrets.token_bytes(KEY_BYTES))
    _write(path, [fresh, *keys], dropped)
    return fresh


def drop_key(path: Path, number: int) -> None:
    """Takes a key off for good; refuses the one that seals. The caller has made sure that nothing lies under it."""
    keys, dropped = _read_file(path)
    if keys[0].number == number:
        raise Conflict("key_in_use", f"Khóa {number} đang dùng để mã hóa, không bỏ được")
    if number not in {key.number for key in keys}:
        raise NotFound("key_not_found", f"Vòng khóa không có khóa {number}")
    left = [_slip_half(key) for key in keys if key.number == number]
    _write(path, [key for key in keys if key.number != number], [*dropped, *left])


def _read(entry: dict[str, object]) -> tuple[int, date, bytes]:
    secret = base64.b64decode(str(entry["secret"]), validate=True)
    return int(str(entry["number"])), date.fromisoformat(str(entry["made_on"])), secret


def _write(path: Path, keys: Sequence[RingKey], dropped: Sequence[SlipKey]) -> None:
    document = {"keys": [_entry(key) for key in keys]}
    if dropped:
        document["slips"] = [_entry(key) for key in dropped]
    write_secret(path, json.dumps(document, indent=2) + "\n")


def _entry(key: RingKey | SlipKey) -> dict[str, object]:
    secret = base64.b64encode(key.secret).decode()
    return {"number": key.number, "made_on": key.made_on.isoformat(), "secret": secret}
