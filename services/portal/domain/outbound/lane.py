"""A dossier's lane: its entries in order, of which only the first that is not settled may run."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from services.portal.domain.outbound.portal_status import PortalStatus, is_way
from services.portal.domain.outbound.snapshot import Kind, ProgressShot, RecordShot, Shot, kind_of

ROWS_AT_ONCE = 10  # as many as other systems send in one call; whether the portal sets the limit is not known


class EntryState(StrEnum):
    """Where an entry is. `merged`, `acked` and `skipped` are settled; the others hold up what follows."""

    PENDING = "pending"
    SENDING = "sending"  # sent, or about to be: after a crash its outcome is unknown
    UNKNOWN = "unknown"
    BLOCKED = "blocked"  # something of ours is missing: tried again by itself once it may be there
    DEAD = "dead"  # refused for what it says: waits for a person
    MERGED = "merged"
    ACKED = "acked"
    SKIPPED = "skipped"


SETTLED = frozenset({EntryState.MERGED, EntryState.ACKED, EntryState.SKIPPED})


class LaneState(StrEnum):
    """What the lane waits for; `ministry` is a dossier whose status is not ours to tell."""

    IDLE = "idle"
    READY = "ready"
    BLOCKED = "blocked"
    HELD = "held"  # a person is asked
    MINISTRY = "ministry"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to say. `attempts` counts calls that went out."""

    seq: int
    shot: Shot
    state: EntryState
    attempts: int = 0
    noted_at: datetime | None = None

    @property
    def kind(self) -> Kind:
        return kind_of(self.shot)


@dataclass(frozen=True, slots=True)
class Lane:
    """A dossier (or a filing that was never accepted) towards one portal."""

    id: UUID
    connection: str
    office: str
    code: str
    portal_code: str | None
    is_there: bool
    told: PortalStatus | None
    is_filing: bool
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Leased:
    """A lane in one worker's hands, as it was read then."""

    lane: Lane
    desk: str
    procedure: str
    accepted_on: date | None
    last_seq: int


def merged(entries: Sequence[Entry], told: PortalStatus | None) -> frozenset[int]:
    """Of records not sent yet, the numbers of those that a later one makes needless.

    The first record of all is never left out, nor one without which the portal would refuse the next status.
    Rows of progress always go.
    """
    waiting = [(e.seq, e.shot) for e in entries if isinstance(e.shot, RecordShot) and e.state is EntryState.PENDING]
    left_out: set[int] = set()
    reached = told
    for (seq, shot), (_, later) in pairwise(waiting):
        if reached is not None and is_way(reached, later.status):
            left_out.add(seq)
        else:
            reached = shot.status
    return frozenset(left_out)


def next_call(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The first unsettled entry, and with a row of progress those that follow it directly: they go in one call."""
    if not entries or isinstance(entries[0].shot, RecordShot):
        return tuple(entries[:1])
    rows: list[Entry] = []
    for entry in entries[:ROWS_AT_ONCE]:
        if not isinstance(entry.shot, ProgressShot) or entry.state is not entries[0].state:
            break
        rows.append(entry)
    return tuple(rows)
