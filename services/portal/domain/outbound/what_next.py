"""What is done after an answer: go on, say it in another way, look first, wait, or ask a person."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from services.portal.domain.outbound.answer import Answer, Answered
from services.portal.domain.outbound.lane import EntryState


class Then(StrEnum):
    """For the lane."""

    GO_ON = "go_on"
    AS_UPDATE = "as_update"
    AS_NEW = "as_new"
    SIGN_IN = "sign_in"
    LATER = "later"
    ASK = "ask"
    STOP_ALL = "stop_all"  # the whole connection: nothing of it would be taken


@dataclass(frozen=True, slots=True)
class Next:
    """The entry's state and what the lane does; `wait` with LATER."""

    state: EntryState
    then: Then
    wait: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Patience:
    """30 s · 2ⁿ up to 30 min, spread by a fifth so that lanes do not come back together."""

    first: timedelta = timedelta(seconds=30)
    longest: timedelta = timedelta(minutes=30)

    def after(self, attempts: int, chance: float) -> timedelta:
        """`chance` is between 0 and 1."""
        doublings = min(max(attempts - 1, 0), 16)
        wait: timedelta = min(self.first * (1 << doublings), self.longest)
        return wait * (0.8 + 0.4 * chance)


_PLAIN = {
    Answered.OK: Next(EntryState.ACKED, Then.GO_ON),
    Answered.DUPLICATE: Next(EntryState.SENDING, Then.AS_UPDATE),
    Answered.MISSING: Next(EntryState.SENDING, Then.AS_NEW),
    Answered.SESSION: Next(EntryState.SENDING, Then.SIGN_IN),
    Answered.ORDER: Next(EntryState.DEAD, Then.ASK),
    Answered.INVALID: Next(EntryState.DEAD, Then.ASK),
    Answered.RIGHTS: Next(EntryState.PENDING, Then.STOP_ALL),
}


def what_next(answer: Answer, attempts: int, patience: Patience, chance: float) -> Next:
    """After the `attempts`-th call. A portal that is away took nothing: the entry is as before."""
    if answer.answered is Answered.UNKNOWN:
        return Next(EntryState.UNKNOWN, Then.LATER, patience.after(attempts, chance))
    if answer.answered is Answered.AWAY:
        return Next(EntryState.PENDING, Then.LATER, patience.after(attempts, chance))
    return _PLAIN[answer.answered]
