"""What a row of the table of transitions says: from where to where, who may, by which law, what the clock does."""

from dataclasses import dataclass, field
from enum import StrEnum

from services.processing.domain.laws import Law
from services.processing.domain.state import Act
from shared.callers import Role
from shared.contracts.states import State


class Clock(StrEnum):
    """What an act does to the statutory time."""

    STARTS = "starts"
    RUNS = "runs"
    PAUSES = "pauses"
    RESUMES = "resumes"
    RESTARTS = "restarts"
    STOPS = "stops"
    ENDS = "ends"
    NONE = "none"


class Limit(StrEnum):
    """Bounds on an act besides its state; the last two are warned of when broken, the others refused."""

    ONCE = "once"
    DAY_BEFORE_DUE = "day_before_due"
    ANSWER_TIME_OVER = "answer_time_over"
    REASON = "reason"
    OWN_STEP = "own_step"
    LATE_ONLY = "late_only"
    THREE_WORKING_DAYS = "three_working_days"
    HAND_OVER_TIME = "hand_over_time"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: the act moves a dossier from any of `from_states` to `to_state` (None: it stays where it is)."""

    act: Act
    from_states: frozenset[State]
    to_state: State | None
    roles: frozenset[Role]
    clock: Clock
    law: Law
    article: str
    form: str | None = None
    limits: frozenset[Limit] = field(default_factory=frozenset)

    @property
    def basis(self) -> str:
        return f"{self.law.name}, {self.article}"
