"""The aggregate: an accepted dossier as it stands after its last act."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self
from uuid import UUID

from services.processing.domain.deadline import Due, Letter, Wait
from services.processing.domain.route import ANSWER_DAYS, NOTICE_WORKING_DAYS, Route
from services.processing.domain.state import Act
from services.processing.domain.steps import Steps
from shared.contracts.states import OPEN, State
from shared.contracts.terms import Channel, CountsBy, Level, Outcome
from shared.worktime import Term, legal_day


@dataclass(frozen=True, slots=True)
class Matter:
    """What the dossier is about and who counts it: fixed at acceptance.

    `office` changes only where the competent office ends and another continues it; procedure, limit and the way of
    counting only where the counter corrects its receipt.
    """

    id: UUID
    code: str
    office: str
    desk: str
    procedure: str
    procedure_version: int
    field: str
    level: Level
    channel: Channel
    origin: str
    accepted_at: datetime
    term: Term | None
    counts_by: CountsBy

    @property
    def accepted_on(self) -> date:
        return legal_day(self.accepted_at)


@dataclass(frozen=True, slots=True)
class Move:
    """From `from_at` on `office_to` is competent, which continues `office_from`."""

    from_at: datetime
    office_from: str
    office_to: str


@dataclass(frozen=True, slots=True)
class Before:
    """How the dossier stood before its last act, which `actor` did: what undoing that act brings back."""

    act: Act
    actor: str
    dossier: "Dossier"


@dataclass(frozen=True, slots=True)
class Dossier:
    """Frozen; every act makes a new one with the next version. `last_act_at` is when the last act happened.

    `route` is the one it was accepted under; register books have none. `cause` is why it is late, once that is told.
    """

    matter: Matter
    version: int
    state: State
    last_act_at: datetime
    dues: tuple[Due, ...] = ()
    waits: tuple[Wait, ...] = ()
    letters: tuple[Letter, ...] = ()
    outcome: Outcome | None = None
    ended_at: datetime | None = None
    returned_at: datetime | None = None
    supplement_requests: int = 0
    moves: tuple[Move, ...] = ()
    route: Route | None = None
    steps: Steps = ()
    cause: str | None = None
    before: Before | None = None

    @classmethod
    def opened(cls, matter: Matter, due: Due | None, route: Route | None = None) -> Self:
        """Accepted: the clock's zero (NĐ 118/2025 art. 17.3), with the date that the receipt promised."""
        return cls(matter, 1, State.ACCEPTED, matter.accepted_at, (due,) if due else (), route=route)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def due(self) -> Due | None:
        """The lawful due date in force."""
        return self.dues[-1] if self.dues else None

    @property
    def notice_days(self) -> int:
        """Working days within which a supplement is to be asked for: its route's, or the general rule's."""
        return self.route.notice_days if self.route else NOTICE_WORKING_DAYS

    @property
    def answer_days(self) -> int:
        """Days that the applicant has to answer: its route's, or the general rule's."""
        return self.route.answer_days if self.route else ANSWER_DAYS

    @property
    def open_wait(self) -> Wait | None:
        return self.waits[-1] if self.waits and self.waits[-1].until_at is None else None

    def with_wait_ended(self, at: datetime) -> tuple[Wait, ...]:
        """The waits, the open one ended."""
        return (*self.waits[:-1], self.waits[-1].ended(at)) if self.open_wait else self.waits

    def next(self, state: State, at: datetime, **changes: object) -> "Dossier":
        """The dossier one act later."""
        return replace(self, version=self.version + 1, state=state, last_act_at=at, **changes)  # type: ignore[arg-type]
