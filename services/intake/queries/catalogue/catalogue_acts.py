"""Reads the history of the catalogue: who did what, when, the newest first."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.db.database import Connection

_ACTS = "select at, by, act, subject, detail from intake.catalogue_acts"
_OF_DECISION = f"{_ACTS} where decision = $1 order by id desc limit 500"
_ABOUT = f"{_ACTS} where subject = $1 order by id desc limit 500"


@dataclass(frozen=True, slots=True)
class ActRead:
    """Who did what, when."""

    at: datetime
    by: str
    act: str
    subject: str
    detail: dict[str, object]


async def acts_of(connection: Connection, decision: UUID) -> list[ActRead]:
    """What was done to a decision."""
    return [ActRead(**row) for row in await connection.fetch(_OF_DECISION, decision)]


async def acts_about(connection: Connection, subject: str) -> list[ActRead]:
    """What was done about a procedure or group, by its code."""
    return [ActRead(**row) for row in await connection.fetch(_ABOUT, subject)]
