"""A filing as the yearbook keeps it: every act known of it, so that what was pending at a past day can be told."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from services.stats.domain.spans import FOREVER, Span
from shared.contracts.envelope import Fact
from shared.contracts.intake import FilingActed
from shared.worktime import legal_day

_OWED = frozenset({"filed", "completed"})
_REFUSED = "refused"


class FilingAct(NamedTuple):
    """How the filing stood from `at` on, and by when the desk had to answer (8 working hours, NĐ 118/2025 art. 17)."""

    version: int
    at: datetime
    state: str
    answer_due_at: datetime


class Filing(NamedTuple):
    """`acts` in the order of their versions. It counts at the desk that owes the answer."""

    id: UUID
    desk: str
    office: str
    procedure: str
    field: str
    channel: str
    source: str
    filed_at: datetime
    reason: str | None
    dossier: UUID | None
    acts: tuple[FilingAct, ...]

    @property
    def version(self) -> int:
        return self.acts[-1].version

    @property
    def state(self) -> str:
        return self.acts[-1].state

    @property
    def filed_on(self) -> date:
        return legal_day(self.filed_at)

    @property
    def refused_on(self) -> date | None:
        return max(legal_day(self.acts[-1].at), self.filed_on) if self.state == _REFUSED else None

    @property
    def owed_until(self) -> datetime | None:
        """The answer that is due now, while one is."""
        return self.acts[-1].answer_due_at if self.state in _OWED else None


def filing_of(fact: Fact) -> Filing:
    """What one fact says of a filing."""
    s = FilingActed.of(fact).standing
    act = FilingAct(s.version, fact.happened_at, s.state, s.answer_due_at)
    dossier = UUID(s.dossier) if s.dossier else None
    named = (s.desk, s.office, s.procedure, s.field, s.channel.value, s.source, s.filed_at, s.reason, dossier)
    return Filing(UUID(s.filing), *named, acts=(act,))


def merged(one: Filing, other: Filing) -> Filing:
    """All acts of both; what else is said is the newer one's. Order and repeats do not matter."""
    acts = {act.version: act for act in (*one.acts, *other.acts)}
    newer = one if one.version > other.version else other
    return newer._replace(acts=tuple(acts[version] for version in sorted(acts)))


def pending_spans(filing: Filing) -> Iterator[tuple[Span, Span]]:
    """Days at whose end the desk owed an answer, each with the part of them at whose end it was late."""
    for place, act in enumerate(filing.acts):
        if act.state not in _OWED:
            continue
        first = max(legal_day(act.at), filing.filed_on) if place else filing.filed_on
        after = legal_day(filing.acts[place + 1].at) if place + 1 < len(filing.acts) else FOREVER
        yield (first, max(first, after)), (max(first, legal_day(act.answer_due_at)), after)
