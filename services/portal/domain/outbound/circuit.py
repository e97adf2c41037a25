"""A portal that does not answer is left alone for a while: then one lane tries, and all go on once it is there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class CircuitState(StrEnum):
    """`open`: nothing is sent; `trying`: one lane may try."""

    CLOSED = "closed"
    OPEN = "open"
    TRYING = "trying"


@dataclass(slots=True)
class Circuit:
    """Of one connection, in one process. Opens after `limit` troubles in a row."""

    limit: int = 5
    rest: timedelta = timedelta(seconds=15)
    troubles: int = 0
    opened_at: datetime | None = None
    is_trying: bool = False

    def state(self, now: datetime) -> CircuitState:
        if self.opened_at is None:
            return CircuitState.CLOSED
        return CircuitState.TRYING if now >= self.opened_at + self.rest else CircuitState.OPEN

    def may_send(self, now: datetime) -> bool:
        """While it rests nothing, after that one lane at a time."""
        match self.state(now):
            case CircuitState.CLOSED:
                return True
            case CircuitState.OPEN:
                return False
            case CircuitState.TRYING:
                is_first, self.is_trying = not self.is_trying, True
                return is_first

    def well(self) -> None:
        """The portal answered, whatever it said."""
        self.troubles, self.opened_at, self.is_trying = 0, None, False

    def trouble(self, now: datetime) -> None:
        self.troubles += 1
        self.is_trying = False
        if self.troubles >= self.limit:
            self.opened_at = now

    def stop(self, now: datetime) -> None:
        """The portal refuses the whole connection."""
        self.troubles, self.opened_at, self.is_trying = self.limit, now, False
