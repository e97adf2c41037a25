"""One line of the story of a due date."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """What was done with a day."""

    STARTED = "started"
    COUNTED = "counted"
    SKIPPED = "skipped"
    PAUSED = "paused"
    RESTARTED = "restarted"
    ROLLED = "rolled"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Step:
    """A day, what was done with it, why (Vietnamese), and the legal paper where there is one."""

    day: date
    verdict: Verdict
    reason: str
    paper: str | None = None
