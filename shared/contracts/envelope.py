"""A fact: its canonical bytes, its leaf hash and its place in the chain of its stream.

Format (it must never change, later seals are made over it): canonical = RFC 8785 JSON with ASCII keys and
only strings, integers, booleans and null; leaf = SHA-256(0x00 ‖ canonical); chain_n = SHA-256(chain_{n-1} ‖ leaf_n),
the chain of every stream starting from 32 zero bytes.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from shared.errors import Invalid

FIRST_LINK = bytes(32)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")


def write_instant(at: datetime) -> str:
    """Fixed-width UTC, microseconds: `2026-11-24T01:02:03.000000Z`."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:26] + "Z"


def read_instant(text: str) -> datetime:
    """The reverse of `write_instant`; nothing else is taken."""
    if not _INSTANT.fullmatch(text):
        raise Invalid("instant_not_canonical", "Thời điểm trong bản tin không đúng dạng")
    return datetime.fromisoformat(text)


def canonical_bytes(document: Mapping[str, Any]) -> bytes:
    """RFC 8785 bytes of a document that keeps to ASCII keys and has no floating-point numbers."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def leaf_hash(canonical: bytes) -> bytes:
    """SHA-256 over a zero byte and the canonical bytes (RFC 6962 leaf)."""
    return hashlib.sha256(b"\x00" + canonical).digest()


def chain_hash(previous: bytes, leaf: bytes) -> bytes:
    """The next link of a stream's chain."""
    return hashlib.sha256(previous + leaf).digest()


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a use case wants to have said; the ledger adds id, number in the stream and hashes."""

    type: str
    stream: str
    office: str
    actor: str
    happened_at: datetime
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fact:
    """One announced fact as its readers see it. `seq` counts from 1 inside the stream."""

    id: UUID
    type: str
    stream: str
    seq: int
    office: str
    actor: str
    happened_at: datetime
    recorded_at: datetime
    body: Mapping[str, Any]

    def canonical(self) -> bytes:
        return canonical_bytes(
            {
                "actor": self.actor,
                "body": self.body,
                "happened_at": write_instant(self.happened_at),
                "id": str(self.id),
                "office": self.office,
                "recorded_at": write_instant(self.recorded_at),
                "seq": self.seq,
                "stream": self.stream,
                "type": self.type,
            }
        )


def read_fact(canonical: bytes) -> Fact:
    """A fact from its canonical bytes; refuses what is not a fact of this format."""
    try:
        document = json.loads(canonical)
        return Fact(
            id=UUID(document["id"]),
            type=str(document["type"]),
            stream=str(document["stream"]),
            seq=int(document["seq"]),
            office=str(document["office"]),
            actor=str(document["actor"]),
            happened_at=read_instant(document["happened_at"]),
            recorded_at=read_instant(document["recorded_at"]),
            body=document["body"],
        )
    except (KeyError, TypeError, ValueError) as unreadable:
        raise Invalid("fact_unreadable", "Bản tin không đọc được theo hợp đồng") from unreadable
