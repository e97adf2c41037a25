"""A dossier as the yearbook keeps it: its newest standing, with the days on which it counts."""

from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from shared.contracts.processing import Standing


class Due(NamedTuple):
    """A lawful due date and the instant from which it held; the first holds from acceptance."""

    from_at: datetime
    due_at: datetime
    due_on: date


class Wait(NamedTuple):
    """One wait for the applicant; `until_at` is None while it lasts."""

    reason: str
    from_at: datetime
    until_at: datetime | None


class Letter(NamedTuple):
    """An apology with a new appointment; it never moves the lawful due date."""

    sent_on: date
    promised_on: date


class Move(NamedTuple):
    """From `from_at` on `office_to` is competent, which continues `office_from`."""

    from_at: datetime
    office_from: str
    office_to: str


class Step(NamedTuple):
    """What was done, or is to be done, at an office; open without `end`. `assignee`, `ended_by`: accounts."""

    number: int
    kind: str
    stage: int | None
    name: str
    office: str
    assignee: str | None
    begun_at: datetime
    due_at: datetime | None
    due_on: date | None
    counts_by: str
    ended_at: datetime | None
    ended_by: str | None
    end: str | None
    cause: str | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """Days are legal days. `dues` and `moves` are in the order in which they held; `office` is the last one."""

    id: UUID
    code: str
    version: int
    office: str
    desk: str
    procedure: str
    field: str
    level: str
    channel: str
    origin: str
    state: str
    counts_by: str
    accepted_at: datetime
    accepted_on: date
    dues: tuple[Due, ...]
    waits: tuple[Wait, ...]
    letters: tuple[Letter, ...]
    outcome: str | None
    ended_at: datetime | None
    ended_on: date | None
    returned_at: datetime | None
    cause: str | None
    moves: tuple[Move, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def due(self) -> Due | None:
        """The lawful due date that holds last."""
        return self.dues[-1] if self.dues else None

    @property
    def is_hour_limited(self) -> bool:
        return self.counts_by == "hour"

    @property
    def resolved_on(self) -> date | None:
        """The day on which its end counts; an end before acceptance (a contradiction) counts on the acceptance day."""
        return max(self.ended_on, self.accepted_on) if self.ended_on else None

    @property
    def is_plain(self) -> bool:
        """Nothing but an acceptance, at most one due date and at most one end."""
        return len(self.dues) <= 1 and not self.waits and not self.letters and not self.moves


def dossier_of(standing: Standing) -> Dossier:
    """From the contract; dues are put into the order of the instants from which they held."""
    s = standing
    return Dossier(
        UUID(s.dossier),
        *(s.code, s.version, s.office, s.desk, s.procedure, s.field, s.level.value, s.channel.value),
        *(s.origin, s.state, s.counts_by.value, s.accepted_at, s.accepted_on),
        dues=tuple(Due(d.from_at, d.due_at, d.due_on) for d in sorted(s.dues, key=attrgetter("from_at"))),
        waits=tuple(Wait(w.reason.value, w.from_at, w.until_at) for w in s.waits),
        letters=tuple(Letter(x.sent_on, x.promised_on) for x in s.letters),
        outcome=s.outcome.value if s.outcome else None,
        ended_at=s.ended_at,
        ended_on=s.ended_on,
        returned_at=s.returned_at,
        cause=s.cause,
        moves=tuple(Move(m.from_at, m.office_from, m.office_to) for m in s.moves),
        steps=tuple(Step(*(getattr(step, name) for name in Step._fields)) for step in s.steps),
    )
