"""Which acts on a dossier its applicant is told of, and which only make older news stale."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from shared.contracts.processing import Standing


class News(StrEnum):
    """What is told: the act's name in its fact, or that what was told does not hold any more."""

    SUPPLEMENT_REQUESTED = "supplement_requested"
    PAYMENT_REQUESTED = "payment_requested"
    EXTENDED = "extended"
    FINISHED = "finished"
    REFUSED = "refused"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"
    CLOSED_UNANSWERED = "closed_unanswered"
    TAKEN_BACK = "taken_back"


UNDONE = "undone"
# After these the applicant has done what was asked, was at the desk, or what was said is not so.
_QUIETENING = frozenset({"supplement_received", "payment_received", "withdrawal_asked", "returned", UNDONE})
CONCERNING = frozenset(News) - {News.TAKEN_BACK} | _QUIETENING
BOOK = "register"  # origin of what a register book told: long over, and nobody agreed to anything


@dataclass(frozen=True, slots=True)
class Happened:
    """An act that concerns the applicant, with where the dossier stands after it."""

    act: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Told:
    """What a run of acts comes down to: at most one thing to tell, and the version of one that must be taken back."""

    standing: Standing
    news: News | None
    taken_back: int | None = None


def what_to_tell(acts: Sequence[Happened]) -> Told:
    """Of one dossier's acts, in their order: only the newest is worth telling; what was undone is not told at all.

    An act undone that is not in this run may have been told before: its version is in `taken_back`.
    """
    standing: list[Happened] = []
    taken_back: int | None = None
    for happened in acts:
        undone = happened.standing.version - 1
        if happened.act != UNDONE:
            standing.append(happened)
        elif standing and standing[-1].standing.version == undone:
            standing.pop()
        else:
            taken_back = undone
    last = standing[-1] if standing else acts[-1]
    news = None if last.act in _QUIETENING else News(last.act)
    return Told(last.standing, news, None if standing else taken_back)
