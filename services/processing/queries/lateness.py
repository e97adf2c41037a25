"""What was late in a period and what is overdue now, with or without a stated cause: counts, and what they count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.processing.queries.open_steps import StepPlace
from services.processing.queries.reached import codes_in_reach, must_reach
from services.processing.queries.shares import Period
from services.processing.queries.worklist import Place
from shared.db.database import Connection
from shared.worktime import legal_day


class Which(StrEnum):
    """Dossiers and steps that ended late in the period, or are open and overdue now, whatever the period."""

    ENDED_DOSSIERS = "ended_dossiers"
    OPEN_DOSSIERS = "open_dossiers"
    ENDED_STEPS = "ended_steps"
    OPEN_STEPS = "open_steps"


# As domain/remaining.py and domain/judged.py: a test holds them together. The indexes ix_…_late say the same words.
_LATE = """case when counts_by = 'hour' then ended_at > due_at
    else (ended_at at time zone 'Asia/Ho_Chi_Minh')::date > due_on end"""
_IN_PERIOD = """ended_at >= $3::date::timestamp at time zone 'Asia/Ho_Chi_Minh'
    and ended_at < ($4::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'"""
_OVERDUE = "due_at < $3 and case when counts_by = 'hour' then true else due_on < $4::date end"
_FROM: Mapping[Which, str] = {
    Which.ENDED_DOSSIERS: f"processing.dossiers where outcome in ('result', 'refusal') and {_LATE} and {_IN_PERIOD}",
    Which.OPEN_DOSSIERS: f"""processing.dossiers where ended_at is null
    and state not in ('awaiting_supplement', 'awaiting_payment') and {_OVERDUE}""",
    Which.ENDED_STEPS: f"processing.steps where ending = 'done' and {_LATE} and {_IN_PERIOD}",
    Which.OPEN_STEPS: f"processing.steps where ending is null and waits_on is distinct from 'applicant' and {_OVERDUE}",
}
# Counts go from the offices to what is theirs; lists along the due dates, until a page is full.
_OF_OFFICES = f"office = any(array({codes_in_reach('$1', '$2')}))"
_HERE = f"office in ({codes_in_reach('$1', '$2')})"
# A letter in time is one sent before the due day (NĐ 61/2018 art. 19.9, NĐ 118/2025 art. 19.6).
_LETTER = "exists (select from jsonb_array_elements(letters) x where (x ->> 0)::date < due_on)"
_COUNTS = """
select cause, count(*) as late, count(*) filter (where {letter}) as with_letter from {those} and {here} group by cause
"""
_CAUSE = """case $5::text when 'none' then cause is null when 'any' then cause is not null
    else $5 is null or cause = $5 end"""
_DOSSIERS = f"""
select id, code, office, desk, procedure, state, accepted_at, due_at, due_on, ended_at, cause, {_LETTER} as has_letter
from {{those}} and {_HERE} and {_CAUSE} and ($6::bool is null or {_LETTER} = $6)
  and ($7::uuid is null or (due_at, id) > ($8, $7))
order by due_at, id limit $9
"""
_STEPS = f"""
select s.dossier, s.number, d.code, s.kind, s.name, s.office, s.procedure, s.begun_at, s.due_at, s.due_on, s.ended_at,
  s.cause
from (select * from {{those}} and {_HERE} and {_CAUSE}
    and ($6::uuid is null or (due_at, dossier, number) > ($8, $6, $7))
  order by due_at, dossier, number limit $9) s
join processing.dossiers d on d.id = s.dossier order by s.due_at, s.dossier, s.number
"""


@dataclass(frozen=True, slots=True)
class Cause:
    """`late` for that cause, or without one; `with_letter` of them had an apology in time (steps have none)."""

    cause: str | None
    late: int
    with_letter: int


@dataclass(frozen=True, slots=True)
class LateDossier:
    """Ended late, or open and overdue."""

    id: UUID
    code: str
    office: str
    desk: str
    procedure: str
    state: str
    accepted_at: datetime
    due_at: datetime
    due_on: date
    ended_at: datetime | None
    cause: str | None
    has_letter: bool

    @property
    def place(self) -> Place:
        return Place(self.due_at, self.id)


@dataclass(frozen=True, slots=True)
class LateStep:
    """Done late, or open and overdue."""

    dossier: UUID
    number: int
    code: str
    kind: str
    name: str
    office: str
    procedure: str
    begun_at: datetime
    due_at: datetime
    due_on: date
    ended_at: datetime | None
    cause: str | None

    @property
    def place(self) -> StepPlace:
        return StepPlace(self.due_at, self.dossier, self.number)


class Lateness:
    """Of one period, as it is now; an office out of reach is refused as if it did not exist."""

    def __init__(self, connection: Connection, period: Period, now: datetime, visible_to: Iterable[str]) -> None:
        self._connection = connection
        self._period = period
        self._now = now
        self._reach = list(visible_to)

    async def causes(self, which: Which) -> list[Cause]:
        """Most frequent first; without a cause last."""
        letter = _LETTER if which in {Which.ENDED_DOSSIERS, Which.OPEN_DOSSIERS} else "false"
        statement = _COUNTS.format(letter=letter, those=_FROM[which], here=_OF_OFFICES)
        found = [Cause(**row) for row in await self._fetch(statement, which)]
        return sorted(found, key=lambda each: (each.cause is None, -each.late, each.cause))

    async def dossiers(
        self, which: Which, cause: str | None, has_letter: bool | None, after: Place | None, limit: int
    ) -> list[LateDossier]:
        """For one cause, for `any` or `none`; with or without an apology in time."""
        place = (after.id, after.due_at) if after else (None, None)
        rows = await self._fetch(_DOSSIERS.format(those=_FROM[which]), which, cause, has_letter, *place, limit)
        return [LateDossier(**row) for row in rows]

    async def steps(self, which: Which, cause: str | None, after: StepPlace | None, limit: int) -> list[LateStep]:
        place = (after.dossier, after.number, after.due_at) if after else (None, None, None)
        rows = await self._fetch(_STEPS.format(those=_FROM[which]), which, cause, *place, limit)
        return [LateStep(**row) for row in rows]

    async def _fetch(self, statement: str, which: Which, *values: Any) -> list[Any]:
        office = self._period.office
        await must_reach(self._connection, office, self._reach)
        if which in {Which.ENDED_DOSSIERS, Which.ENDED_STEPS}:
            when: tuple[Any, Any] = (self._period.from_on, self._period.to_on)
        else:
            when = (self._now, legal_day(self._now))
        return await self._connection.fetch(statement, self._reach, office, *when, *values)
