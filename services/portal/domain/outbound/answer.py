"""What the portal answered, by what is to be done about it; a driver reads its own wire into this."""

from dataclasses import dataclass
from enum import StrEnum


class Answered(StrEnum):
    """The classes of the contract's section 7.4."""

    OK = "ok"
    DUPLICATE = "duplicate"  # a new record that is there already: as an update
    MISSING = "missing"  # an update of what is not there: as a new record, once
    SESSION = "session"  # we are not signed in any more
    UNKNOWN = "unknown"  # it was sent and nothing readable came back: it may be there or not
    AWAY = "away"  # it was certainly not taken: no connection, or the portal says that it is down
    ORDER = "order"  # not from the status in which it is there
    INVALID = "invalid"  # sent again unchanged it would be refused again
    RIGHTS = "rights"  # not for this agency


@dataclass(frozen=True, slots=True)
class Answer:
    """`code` and `text` are the portal's own words, without what was sent."""

    answered: Answered
    code: str = ""
    text: str = ""

    @property
    def is_done(self) -> bool:
        return self.answered is Answered.OK


OK = Answer(Answered.OK, "0")
