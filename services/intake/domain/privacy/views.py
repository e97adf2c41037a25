"""What is written down when somebody sees a person in full, searches by a number, or takes many rows away."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class Seen(StrEnum):
    """What was shown, or how many were asked for at once."""

    DOSSIER = "dossier"
    RECEIPT = "receipt"
    SCAN = "scan"
    CORRECTION = "correction"
    FILING = "filing"
    PAPER = "paper"
    SEARCH = "search"
    EXPORT = "export"
    REGISTER = "register"
    LOOKUP = "lookup"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class View:
    """One line of the log. `asked` never holds a name, a number or an address."""

    at: datetime
    subject: str
    roles: tuple[str, ...]
    offices: tuple[str, ...]
    what: Seen
    dossier: UUID | None = None
    rows: int | None = None
    asked: Mapping[str, Any] | None = None


_TELLS_NOBODY = {
    *("office", "desk", "procedure", "field", "level", "channel"),
    *("status", "state", "outcome", "code", "accepted_from", "accepted_before"),
    *("due_from", "due_before", "kind", "format", "export"),
}


def asked_of(sought: Any) -> dict[str, Any]:
    """Filters as the log may have them: of whatever could name a person it only says that it was asked for."""
    if not is_dataclass(sought) or isinstance(sought, type):
        raise TypeError("filters are a dataclass")
    given = {name: value for name, value in asdict(sought).items() if value not in (None, (), [])}
    return {name: _plain(value) if name in _TELLS_NOBODY else True for name, value in given.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value if isinstance(value, int) else str(value)
