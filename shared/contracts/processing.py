"""What processing announces: each act on a dossier, carrying the dossier's whole standing. No personal data."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from shared.contracts.terms import Channel, CountsBy, Level, Outcome, TermPart
from shared.contracts.wire import ActBody, Instant, Part

SOURCE = "processing"


class WaitingFor(StrEnum):
    """What an interrupted clock waits for."""

    SUPPLEMENT = "supplement"
    PAYMENT = "payment"


class WaitingPart(Part):
    """One wait for the applicant; `until_at` empty while it lasts."""

    reason: WaitingFor
    from_at: Instant
    until_at: Instant | None = None


class DuePart(Part):
    """A lawful due date and the instant from which it held; the first holds from acceptance."""

    from_at: Instant
    due_at: Instant
    due_on: date


class LetterPart(Part):
    """An apology with a new appointment (form 04); it never moves the lawful due date."""

    sent_on: date
    promised_on: date


class MovePart(Part):
    """From `from_at` on another office is competent: the one that continues `office_from`, which ended."""

    from_at: Instant
    office_from: str
    office_to: str


class StepPart(Part):
    """A stage of the dossier's route, or what came up on the way, at the office that does it; open without `end`.

    `assignee` and `ended_by` are accounts of officials. `counts_by` says how it is judged, as the dossier's own.
    """

    number: int
    kind: str
    stage: int | None
    name: str
    office: str
    assignee: str | None
    begun_at: Instant
    due_at: Instant | None
    due_on: date | None
    counts_by: CountsBy
    ended_at: Instant | None
    ended_by: str | None
    end: str | None
    cause: str | None


class Standing(Part):
    """All that the yearbook needs to count a dossier, as of `version` (the newest version wins).

    `office` is the competent office now; which it was before, `moves` say, oldest first. `cause` is the code of why it
    is late, once somebody said so.
    """

    dossier: str
    code: str
    version: int
    office: str
    desk: str
    procedure: str
    field: str
    level: Level
    channel: Channel
    origin: str
    state: str
    accepted_at: Instant
    accepted_on: date
    term: TermPart | None
    counts_by: CountsBy
    dues: tuple[DuePart, ...]
    waits: tuple[WaitingPart, ...]
    letters: tuple[LetterPart, ...]
    outcome: Outcome | None
    ended_at: Instant | None
    ended_on: date | None
    returned_at: Instant | None
    cause: str | None = None
    moves: tuple[MovePart, ...] = ()
    steps: tuple[StepPart, ...] = ()


class DossierActed(ActBody):
    """Any act on a dossier. The fact's type names the act in the past tense: `processing.dossier.finished.v1`."""

    TYPE: ClassVar[str] = "processing.dossier.*.v1"

    standing: Standing
