"""The acts of a dossier, oldest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.processing.domain.state import Act
from shared.db.database import Connection

_HISTORY = """
select version, act, from_state, to_state, actor, happened_at, recorded_at, reason_code, note, evidence, warnings,
  details, due_at, due_on
from processing.transitions where dossier = $1 order by version
"""
_LAST = "select actor, recorded_at from processing.transitions where dossier = $1 order by version desc limit 1"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One act as it was recorded."""

    version: int
    act: str
    from_state: str | None
    to_state: str
    actor: str
    happened_at: datetime
    recorded_at: datetime
    reason_code: str | None
    note: str | None
    evidence: str | None
    warnings: list[str]
    details: dict[str, Any]
    due_at: datetime | None
    due_on: date | None


def undone_versions(history: Iterable[HistoryEntry]) -> set[int]:
    """Of the acts that somebody took back."""
    return {entry.details["of_version"] for entry in history if entry.act == Act.UNDONE}


async def history_of(connection: Connection, dossier: UUID) -> list[HistoryEntry]:
    return [HistoryEntry(**row) for row in await connection.fetch(_HISTORY, dossier)]


async def last_act_of(connection: Connection, dossier: UUID) -> tuple[str, datetime]:
    """Who acted last, and when that was recorded."""
    row = await connection.fetchrow(_LAST, dossier)
    if row is None:
        raise LookupError(dossier)
    return row["actor"], row["recorded_at"]
