"""The files the portal holds: those uploaded to it, and what it fetched from published links."""

from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_hex


@dataclass(frozen=True, slots=True)
class Upload:
    """A file uploaded by generation B."""

    id: str
    name: str
    hash: str
    size: int


@dataclass(frozen=True, slots=True)
class Link:
    """Where a dossier says one of its files is."""

    dossier: str
    file: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """What following a link gave; `complaint` blank: the file was there. `status` 0: nobody answered."""

    at: str
    link: Link
    status: int
    media_type: str
    size: int
    hash: str
    complaint: str


@dataclass(slots=True)
class Files:
    """`hashes`: what a file (dossier, id) had in it when it was first fetched."""

    uploads: dict[str, Upload] = field(default_factory=dict)
    links: dict[tuple[str, str], Link] = field(default_factory=dict)
    hashes: dict[tuple[str, str], str] = field(default_factory=dict)
    to_fetch: list[Link] = field(default_factory=list)
    fetched: list[Fetched] = field(default_factory=list)

    def keep(self, name: str, content: bytes) -> Upload:
        upload = Upload(token_hex(12), name, sha256(content).hexdigest(), len(content))
        self.uploads[upload.id] = upload
        return upload

    def note_link(self, dossier: str, file: str, name: str, address: str) -> None:
        """Fetched once, and again where the address of the file changes."""
        link = Link(dossier, file, name, address)
        if self.links.get((dossier, file)) != link:
            self.links[(dossier, file)] = link
            self.to_fetch.append(link)
