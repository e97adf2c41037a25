"""A period that was closed, with what was reported of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Closing:
    """A period as it was reported. `parts` by level and field, as forms print them."""

    id: UUID
    office: str
    from_on: date
    to_on: date
    issue: int
    reason: str | None
    generation: int
    positions: Mapping[str, int]
    figures: Mapping[str, int]
    parts: Sequence[Mapping[str, Any]]
    closed_at: datetime
    closed_by: str
