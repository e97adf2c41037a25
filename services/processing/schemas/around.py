"""What is told around a dossier: names for its accounts and codes, and where a dossier of others is."""

from datetime import date, datetime

from pydantic import BaseModel

from services.processing.queries.whereabouts import Whereabouts
from shared.contracts.states import STATE_NAMES, State


class NamesOut(BaseModel):
    """By account, and by code of the office."""

    people: dict[str, str]
    offices: dict[str, str]


class WhereaboutsOut(BaseModel):
    """No applicant, no procedure, no history: enough to send somebody to the right door."""

    code: str
    office: str
    state: State
    state_name: str
    due_at: datetime | None
    due_on: date | None

    @classmethod
    def of(cls, found: Whereabouts) -> "WhereaboutsOut":
        state = State(found.state)
        return cls(
            code=found.code,
            office=found.office,
            state=state,
            state_name=STATE_NAMES[state],
            due_at=found.due_at,
            due_on=found.due_on,
        )
