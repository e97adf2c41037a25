"""What intake announces: its organisations, the dossiers it accepted, the filings it answers. No personal data."""

from datetime import date
from typing import ClassVar, Literal

from shared.contracts.terms import Channel, CountsBy, HoursPart, Level, Outcome, TermPart
from shared.contracts.wire import ActBody, Body, Instant, Part

SOURCE = "intake"


class OfficeRegistered(Body):
    """A unit or desk as it now stands (each registration or change states the whole unit; the newest `seq` wins)."""

    TYPE: ClassVar[str] = "intake.office.registered.v1"

    code: str
    name: str
    level: Level
    parent: str | None
    valid_from: date
    valid_to: date | None
    successor: str | None = None
    hours: tuple[HoursPart, ...] = ()


class OfficeSucceeded(Body):
    """An office ended and another continues it from the day `on`: what it still has open goes there at midnight."""

    TYPE: ClassVar[str] = "intake.office.succeeded.v1"

    code: str
    successor: str
    on: date


class DossierReceived(Body):
    """A dossier was accepted: the clock's zero (NĐ 118/2025 art. 17.3), with the promised date and its terms.

    `office` is the competent office (it counts the dossier), `desk` the one that took it in. `due_at` is empty
    only for a register book without an appointment. `origin` tells a live desk from an imported register.
    """

    TYPE: ClassVar[str] = "intake.dossier.received.v1"

    dossier: str
    code: str
    office: str
    desk: str
    procedure: str
    procedure_version: int
    field: str
    level: Level
    channel: Channel
    accepted_at: Instant
    term: TermPart | None
    counts_by: CountsBy
    due_at: Instant | None
    due_on: date | None
    origin: Literal["counter", "register"] = "counter"


class DossierCorrected(Body):
    """A mistake in a receipt was put right: what it says now, and which parts differ from before.

    `revision` counts from 1 at acceptance. Reasons are words of people and stay in intake.
    """

    TYPE: ClassVar[str] = "intake.dossier.corrected.v1"

    dossier: str
    revision: int
    changed: tuple[str, ...]
    procedure: str
    procedure_version: int
    field: str
    term: TermPart | None
    counts_by: CountsBy
    due_at: Instant | None
    due_on: date | None


class OutcomeDeclared(Body):
    """How a dossier ended, and when: stated by a register book long after, or by a counter that settled it at once."""

    TYPE: ClassVar[str] = "intake.dossier.outcome_declared.v1"

    dossier: str
    outcome: Outcome
    ended_at: Instant
    returned_at: Instant | None = None


class FilingStanding(Part):
    """A filing as of `version` (the newest wins). It is in no sum: only `accepted` made a dossier.

    The desk owes an answer while `state` is filed or completed: by `answer_due_at`. `answered_at` is its answer to
    what was last filed; `was_late` stays true once any answer was late. `reason` is the code of a refusal.
    """

    filing: str
    version: int
    office: str
    desk: str
    procedure: str
    field: str
    level: Level
    channel: Channel
    source: str
    filed_at: Instant
    recorded_at: Instant
    answer_due_at: Instant
    state: str
    answered_at: Instant | None
    was_late: bool
    reason: str | None = None
    dossier: str | None = None


class FilingActed(ActBody):
    """Any act on a filing. The fact's type names it in the past tense: `intake.filing.refused.v1`."""

    TYPE: ClassVar[str] = "intake.filing.*.v1"

    standing: FilingStanding


class DossierErased(Body):
    """The people of a dossier were erased: its time was over, or a request was granted. What was counted stays."""

    TYPE: ClassVar[str] = "intake.dossier.erased.v1"

    dossier: str
    ground: Literal["retention", "request"]
