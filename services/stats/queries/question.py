"""What is asked about an office, and when: the one argument that figures, their parts and their dossiers share."""

from dataclasses import dataclass
from datetime import date, datetime

from services.stats.domain.measure import Map
from services.stats.domain.period import Counted, Period, counted
from services.stats.queries.due_later import rest_of_today
from services.stats.queries.offices import OfficeHead, office_head
from shared.callers import Caller
from shared.db.database import Connection
from shared.worktime import legal_day


@dataclass(frozen=True, slots=True)
class Question:
    """An office, a period, the moment of asking, and by which map of offices."""

    head: OfficeHead
    period: Period
    now: datetime
    of: Map = Map.THEN

    @property
    def today(self) -> date:
        return legal_day(self.now)

    @property
    def counted(self) -> Counted:
        return counted(self.period, self.today)

    @property
    def span(self) -> Period:
        """What of the period has happened, as one step; a period that lies ahead is its own."""
        span = self.counted
        return Period(span.first, span.last_on) if span.first < span.after else self.period

    @property
    def ends_now(self) -> bool:
        """The states are those of this moment, not of a day's end."""
        return self.counted.last_on == self.today

    @property
    def areas(self) -> tuple[str, ...]:
        """Whose generations say whether anything moved."""
        return tuple({self.head.code, *(share.area for share in self.head.shares)})

    @property
    def holds_until(self) -> datetime:
        """When time alone may change the answer: at midnight, or when the next limit in hours ends."""
        _, midnight, _ = rest_of_today(self.now)
        return min(midnight, self.head.next_due_at or midnight)

    @property
    def tag(self) -> str:
        """Changes with every figure of the scope; what falls due in time moves it too."""
        last_on = f"{self.counted.last_on:%Y%m%d}"
        later = f"-{self.head.later.dossiers}-{self.head.later.filings}" if self.ends_now else ""
        by_map = "" if self.of is Map.THEN else f"-{self.of}"
        return f'"{self.head.generation}-{last_on}{later}{by_map}"'


async def question_about(
    connection: Connection, caller: Caller, office: str, period: Period, now: datetime, of: Map = Map.THEN
) -> Question:
    """Refuses an office out of the caller's reach as if it did not exist (`office_not_found`)."""
    head = await office_head(connection, office, visible_to=caller.offices, now=now, of=of)
    return Question(head, period, now, of)
