"""Where a dossier stands in the eyes of the counter: what processing last announced, as far as finding needs it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from shared.contracts.states import State

# An end without a result: the applicant may come again with the same matter.
STOPPED_SHORT = frozenset({State.REFUSED, State.STOPPED, State.WITHDRAWN, State.CLOSED_UNANSWERED})


@dataclass(frozen=True, slots=True)
class Standing:
    """As of `version`; the newest one wins. The office is the one competent now, the due date the one that holds."""

    dossier: UUID
    version: int
    state: str
    office: str
    desk: str
    procedure: str
    accepted_at: datetime
    due_on: date | None
    due_at: datetime | None
    ended_at: datetime | None
    returned_at: datetime | None
