"""One row of a book, understood: the receipt it states and, where the dossier ended, how and when."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Entry:
    """What a row says. Instants are local (+07:00); numbers of people are as stored or, where odd, as written."""

    code: str
    procedure: str
    procedure_name: str
    sets: int
    applicant: str
    identity_number: str
    identity_is_odd: bool
    phone: str
    address: str
    lead_agency: str
    channel: str
    accepted_at: datetime
    due_at: datetime | None
    outcome: str | None
    ended_at: datetime | None
    returned_at: datetime | None
    result_way: str
    note: str
    unit: str = ""  # the office that received it, as written; blank: the office of the book

    @cached_property
    def document(self) -> dict[str, Any]:
        """The entry for JSON."""
        values = ((name, getattr(self, name)) for name in self.__dataclass_fields__)
        return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values}

    @classmethod
    def read(cls, document: dict[str, Any]) -> "Entry":
        moments = ("accepted_at", "due_at", "ended_at", "returned_at")
        read = {name: datetime.fromisoformat(document[name]) if document[name] else None for name in moments}
        return cls(**{**document, **read})

    @cached_property
    def digest(self) -> bytes:
        """Equal exactly where two rows say the same of a dossier; its office may be named in several ways."""
        said = {name: value for name, value in self.document.items() if name != "unit"}
        text = json.dumps(said, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).digest()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: the number that the sheet shows, and the sheet where a book has several."""

    row: int
    sheet: str = ""

    def __str__(self) -> str:
        return f"dòng {self.row} trang “{self.sheet}”" if self.sheet else f"dòng {self.row}"


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that cannot be taken, and what to do about it."""

    place: Place
    reason: str
