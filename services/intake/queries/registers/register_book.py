"""Reads the register book of a desk: how many dossiers stand in it, and its lines in order, a batch at a time."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from shared.db.database import Connection
from shared.worktime import LEGAL_ZONE

_BATCH = 500
_COUNTS = """
select count(*) filter (where accepted_at < $3) as before, count(*) filter (where accepted_at >= $3) as within
from intake.dossiers where desk = $1 and accepted_at >= $2 and accepted_at < $4
"""
# Numbers of people are not among them: the form has no column for them. How a dossier ended is told by processing.
_LINES = """
select d.code, d.procedure_name, d.sets, d.applicant_name, d.address, d.phone,
  coalesce(d.lead_agency, case when d.origin = 'counter' then o.name end) as lead_agency, d.accepted_at, d.due_at,
  coalesce(s.returned_at, d.returned_at) as returned_at, d.result_way, d.note, d.procedure, d.channel,
  coalesce(s.ended_at, d.ended_at) as ended_at, coalesce(d.outcome, case s.state
    when 'ready' then 'result' when 'returned' then 'result' when 'refused' then 'refusal'
    when 'stopped' then 'stopped' when 'closed_unanswered' then 'stopped' when 'withdrawn' then 'withdrawn' end)
    as outcome
from intake.dossiers d left join intake.offices o on o.code = d.office
  left join intake.standings s on s.dossier = d.id
where d.desk = $1 and d.accepted_at >= $2 and d.accepted_at < $3 order by d.accepted_at, d.id
"""


@dataclass(frozen=True, slots=True)
class RegisterSpan:
    """A desk and the days of acceptance, both ends included, within one year: a book is opened yearly."""

    desk: str
    first: date
    last: date

    @property
    def opens_at(self) -> datetime:
        return _midnight(self.first.replace(month=1, day=1))

    @property
    def first_at(self) -> datetime:
        return _midnight(self.first)

    @property
    def before_at(self) -> datetime:
        return _midnight(self.last + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class RegisterCounts:
    """Dossiers of the year that stand before the span, and those in it."""

    before: int
    within: int


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One dossier as the register states it."""

    code: str
    procedure_name: str
    sets: int
    applicant_name: str
    address: str | None
    phone: str | None
    lead_agency: str | None
    accepted_at: datetime
    due_at: datetime | None
    returned_at: datetime | None
    result_way: str | None
    note: str | None
    procedure: str
    channel: str
    ended_at: datetime | None
    outcome: str | None


async def count_register(connection: Connection, span: RegisterSpan) -> RegisterCounts:
    row = await connection.fetchrow(_COUNTS, span.desk, span.opens_at, span.first_at, span.before_at)
    return RegisterCounts(**row) if row else RegisterCounts(0, 0)


async def register_lines(connection: Connection, span: RegisterSpan) -> AsyncIterator[RegisterLine]:
    """In order of acceptance, by a cursor: memory does not grow with the book."""
    async for row in connection.cursor(_LINES, span.desk, span.first_at, span.before_at, prefetch=_BATCH):
        yield RegisterLine(**row)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), LEGAL_ZONE)
