"""One line of `motcua doctor`: what was looked at, how it stands, how to mend it."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """`idle`: nothing to look at now, and that is no fault."""

    OK = "ok"
    WRONG = "wrong"
    IDLE = "idle"


@dataclass(frozen=True)
class Finding:
    """`mend` is a sentence for the operator, in Vietnamese; there is one wherever something is wrong."""

    check: str
    state: State
    detail: str
    mend: str = ""


def judged(check: str, is_right: bool, detail: str, mend: str) -> Finding:
    return Finding(check, State.OK, detail) if is_right else Finding(check, State.WRONG, detail, mend)
