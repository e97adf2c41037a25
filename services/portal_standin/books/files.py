"""The files the portal holds: those uploaded to it, and what it fetched from published links."""

from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_hex
from typing import Any


@dataclass(frozen=True, slots=True)
class Upload:
    """A file uploaded by generation B."""

    id: str
    name: str
    hash: str
    size: int


@dataclass(slots=True)
class Files:
    """`to_fetch`: links still to be looked at (dossier, file id, name, link); `hashes`: what a file id had in it."""

    uploads: dict[str, Upload] = field(default_factory=dict)
    links: dict[tuple[str, str], str] = field(default_factory=dict)
    hashes: dict[tuple[str, str], str] = field(default_factory=dict)
    to_fetch: list[tuple[str, str, str, str]] = field(default_factory=list)
    fetched: list[dict[str, Any]] = field(default_factory=list)

    def keep(self, name: str, content: bytes) -> Upload:
        upload = Upload(token_hex(12), name, sha256(content).hexdigest(), len(content))
        self.uploads[upload.id] = upload
        return upload
