"""The ring of keys under which personal data lie encrypted: one file, only for its owner, the newest key first.

Losing the file is losing what lies under it: it is backed up apart from the database, and never together with it.
"""

import base64
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from shared.errors import Conflict, NotFound
from shared.local.secret_file import write_secret

KEY_BYTES = 32
_MOST_KEYS = 65_535  # a sealed value names its key in two bytes


@dataclass(frozen=True, slots=True)
class RingKey:
    """A key of 256 bits by its number on the ring; numbers are never given again."""

    number: int
    made_on: date
    secret: bytes


def read_ring(path: Path) -> tuple[RingKey, ...]:
    """The keys, newest first; refuses a missing or damaged ring."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        keys = tuple(_read(entry) for entry in document["keys"])
    except FileNotFoundError:
        raise NotFound("no_key_ring", f"Chưa có vòng khóa dữ liệu cá nhân ở {path}: chạy `motcua keys make`") from None
    except (ValueError, KeyError, TypeError) as damaged:
        raise Conflict("key_ring_damaged", f"Vòng khóa ở {path} hỏng: khôi phục từ bản lưu") from damaged
    if not keys or any(len(key.secret) != KEY_BYTES for key in keys):
        raise Conflict("key_ring_damaged", f"Vòng khóa ở {path} không có khóa 256 bit: khôi phục từ bản lưu")
    return keys


def make_ring(path: Path, on: date) -> None:
    """A ring with one key, if there is none."""
    if not path.exists():
        _write(path, [RingKey(1, on, secrets.token_bytes(KEY_BYTES))])


def add_key(path: Path, on: date) -> RingKey:
    """A fresh key in front: from now on it seals, the others only open."""
    keys = read_ring(path)
    number = max(key.number for key in keys) + 1
    if number > _MOST_KEYS:
        raise Conflict("key_ring_full", "Vòng khóa đã dùng hết số thứ tự khóa")
    fresh = RingKey(number, on, secrets.token_bytes(KEY_BYTES))
    _write(path, [fresh, *keys])
    return fresh


def drop_key(path: Path, number: int) -> None:
    """Takes a key off for good; refuses the one that seals. The caller has made sure that nothing lies under it."""
    keys = read_ring(path)
    if keys[0].number == number:
        raise Conflict("key_in_use", f"Khóa {number} đang dùng để mã hóa, không bỏ được")
    if number not in {key.number for key in keys}:
        raise NotFound("key_not_found", f"Vòng khóa không có khóa {number}")
    _write(path, [key for key in keys if key.number != number])


def _read(entry: dict[str, object]) -> RingKey:
    secret = base64.b64decode(str(entry["secret"]), validate=True)
    return RingKey(int(str(entry["number"])), date.fromisoformat(str(entry["made_on"])), secret)


def _write(path: Path, keys: Sequence[RingKey]) -> None:
    entries = [
        {"number": k.number, "made_on": k.made_on.isoformat(), "secret": base64.b64encode(k.secret).decode()}
        for k in keys
    ]
    write_secret(path, json.dumps({"keys": entries}, indent=2) + "\n")
