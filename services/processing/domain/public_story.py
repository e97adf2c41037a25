"""What the applicant may know of his dossier's way: how far it is, what he is asked for, what was promised anew."""

from dataclasses import dataclass
from datetime import date, datetime

from services.processing.domain.dossier import Dossier
from services.processing.domain.limits import answer_due
from services.processing.domain.state import Act
from shared.contracts.processing import WaitingFor
from shared.contracts.states import State
from shared.worktime import CalendarNotPublished
from shared.worktime.working_time import WorkingTime

_BEGINS = (Act.HANDED_OVER, Act.TAKEN_UP)


@dataclass(frozen=True, slots=True)
class Told:
    """An act as far as its paper says it to the applicant."""

    act: Act
    happened_at: datetime
    note: str | None
    lacking: tuple[tuple[str, str], ...]
    promised_at: datetime | None


@dataclass(frozen=True, slots=True)
class Awaited:
    """What the applicant is to do. `answer_by` is empty before the desk has told him, and where no day is set."""

    reason: WaitingFor
    since: datetime
    lacking: tuple[tuple[str, str], ...]
    answer_by: date | None


@dataclass(frozen=True, slots=True)
class NewPromise:
    """The last letter of apology: when, why, and until when now."""

    sent_on: date
    promised_on: date
    promised_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class PublicStory:
    """Without officials, notes and steps inside the offices."""

    begun_at: datetime | None
    awaited: Awaited | None
    letter: NewPromise | None


def public_story(dossier: Dossier, acts: list[Told], time: WorkingTime) -> PublicStory:
    """`acts` are those that were not undone, oldest first."""
    begun = next((each.happened_at for each in acts if each.act in _BEGINS), None)
    return PublicStory(begun, _awaited(dossier, acts, time), _letter(dossier, acts))


def _awaited(dossier: Dossier, acts: list[Told], time: WorkingTime) -> Awaited | None:
    wait = dossier.open_wait
    if wait is None:
        return None
    asked = next((each for each in reversed(acts) if each.act is Act.SUPPLEMENT_REQUESTED), None)
    lacking = asked.lacking if asked and wait.reason is WaitingFor.SUPPLEMENT else ()
    return Awaited(wait.reason, wait.from_at, lacking, _answer_by(dossier, time))


def _answer_by(dossier: Dossier, time: WorkingTime) -> date | None:
    if dossier.state is not State.AWAITING_SUPPLEMENT:
        return None
    try:
        return answer_due(dossier, time)
    except CalendarNotPublished:
        return None


def _letter(dossier: Dossier, acts: list[Told]) -> NewPromise | None:
    if not dossier.letters:
        return None
    last = dossier.letters[-1]
    said = next((each for each in reversed(acts) if each.act is Act.EXTENDED), None)
    reason = (said.note if said else None) or ""
    return NewPromise(last.sent_on, last.promised_on, said.promised_at if said else None, reason)
