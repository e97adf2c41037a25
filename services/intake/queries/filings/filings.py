"""Lists filings by when their answer is due, counts them, and reads what was done to one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import asyncpg

from services.intake.domain.filings.filing_state import PENDING
from services.intake.domain.organisation.office import NATION, Office
from services.intake.queries.organisation.offices import reaches
from services.intake.vault.people import open_number
from services.intake.vault.vault import Vault
from shared.db.database import Connection

_OWED = ", ".join(f"'{state}'" for state in sorted(PENDING))
_IS_LATE = f"(case when f.state in ({_OWED}) then f.answer_due_at < $1 else f.is_late end)"
_WANTED = f"""
f.filed_at >= $2 and f.filed_at < $3 and ($4::text is null or f.channel = $4)
and ($5::boolean is null or {_IS_LATE} = $5) and ($6::text[] is null or f.desk = any($6))
"""
_IN_SCOPE = "f.state = any($7::text[]) and ($8::text[] is null or f.desk = any($8) or f.office = any($9::text[]))"
_AFTER = "($10::timestamptz is null or (f.answer_due_at, f.id) > ($10, $11::uuid))"
_FIRST = f"""
cross join lateral (select f.answer_due_at, f.id from intake.filings f
  where {{which}} and f.state = s.state and {_WANTED} and {_AFTER} order by f.answer_due_at, f.id limit $12) f
"""
_STATES = "select f.answer_due_at, f.id from unnest($7::text[]) as s(state)"
# One short walk of an index for each state of each office, whose first rows are then merged: a walk over all filings
# would pass by those of foreign desks, and a sort would need all of one desk's.
_OF_OFFICES = f"""
{_STATES} cross join unnest($8::text[]) as o(code) {_FIRST.format(which="f.desk = o.code")}
union
{_STATES} cross join unnest($9::text[]) as o(code) {_FIRST.format(which="f.office = o.code")}
"""
_OF_ALL = f"{_STATES} {_FIRST.format(which='$8::text[] is null and $9::text[] is null')}"
_OF_CODE = f"""
select f.answer_due_at, f.id from intake.filings f
where f.source_code = $13 and {_IN_SCOPE} and {_WANTED} and {_AFTER}
"""
_LINES = """
with page as ({page} order by answer_due_at, id limit $12)
select f.id, f.version, f.state, f.source, f.source_code, f.slip, f.desk, f.office, f.procedure, f.procedure_name,
  f.field, f.level, f.channel, f.filed_at, f.recorded_at, f.answer_due_at, f.answered_at, f.is_late,
  f.completion_due_on, f.reason_code, f.dossier, f.dossier_code, f.applicant_name, f.applicant_kind, f.identity_sealed
from page join intake.filings f using (id) order by f.answer_due_at, f.id
"""
_COUNTS = f"""
select f.state, {_IS_LATE} as is_late, count(*) as count from intake.filings f
where {_IN_SCOPE} and {_WANTED} group by 1, 2
"""
_UNDER = "select code from intake.offices where reach && $1::text[]"
_HISTORY = """
select version, act, from_state, to_state, actor, happened_at, recorded_at, reason_code, reason, says
from intake.filing_acts where filing = $1 order by version
"""
_LAST = "select actor, recorded_at from intake.filing_acts where filing = $1 order by version desc limit 1"


@dataclass(frozen=True, slots=True)
class FilingLine:
    """A filing in a list."""

    id: UUID
    version: int
    state: str
    source: str
    source_code: str
    slip: str | None
    desk: str
    office: str
    procedure: str
    procedure_name: str
    field: str
    level: str
    channel: str
    filed_at: datetime
    recorded_at: datetime
    answer_due_at: datetime
    answered_at: datetime | None
    is_late: bool
    completion_due_on: date | None
    reason_code: str | None
    dossier: UUID | None
    dossier_code: str | None
    applicant_name: str
    applicant_kind: str
    identity_number: str | None


@dataclass(frozen=True, slots=True)
class ActRead:
    """One act of the history."""

    version: int
    act: str
    from_state: str | None
    to_state: str
    actor: str
    happened_at: datetime
    recorded_at: datetime
    reason_code: str | None
    reason: str | None
    says: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class FilingsScope:
    """Filings at desks, or of competent offices, that a caller reaches; None reaches all. `only_at` narrows it."""

    desks: list[str] | None
    offices: list[str] | None
    only_at: list[str] | None = None


@dataclass(frozen=True, slots=True)
class FilingsSought:
    """What a list is asked for; the span is half-open, `is_late` empty asks for both."""

    now: datetime
    filed_from: datetime
    filed_before: datetime
    channel: str | None
    is_late: bool | None
    states: Sequence[str]

    def values(self, scope: FilingsScope) -> tuple[object, ...]:
        span = (self.now, self.filed_from, self.filed_before)
        return (*span, self.channel, self.is_late, scope.only_at, list(self.states), scope.desks, scope.offices)


async def filings_scope(connection: Connection, reach: Collection[str], desk: Office | None) -> FilingsScope:
    """A foreign desk shows what it took in for the caller's own offices; who continues an office has its filings."""
    if desk is None:
        codes = None if NATION in reach else await _under(connection, reach)
        return FilingsScope(codes, codes)
    at = await _under(connection, [desk.code])
    if await reaches(connection, desk.code, reach):
        return FilingsScope(at, [])
    return FilingsScope([], await _under(connection, reach), at)


async def list_filings(
    connection: Connection,
    vault: Vault,
    sought: FilingsSought,
    scope: FilingsScope,
    code: str | None,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> list[FilingLine]:
    """The answer that is due first comes first; `code` is the sender's own."""
    page = (_OF_ALL if scope.desks is None else _OF_OFFICES) if code is None else _OF_CODE
    values = (*sought.values(scope), *(after or (None, None)), limit, *((code,) if code else ()))
    return [_line(row, vault) for row in await connection.fetch(_LINES.format(page=page), *values)]


async def count_filings(
    connection: Connection, sought: FilingsSought, scope: FilingsScope
) -> dict[tuple[str, bool], int]:
    """By state and lateness; what is not there is zero."""
    rows = await connection.fetch(_COUNTS, *sought.values(scope))
    return {(row["state"], row["is_late"]): row["count"] for row in rows}


async def history_of(connection: Connection, filing: UUID) -> list[ActRead]:
    """Oldest first."""
    return [ActRead(**row) for row in await connection.fetch(_HISTORY, filing)]


async def last_act_on(connection: Connection, filing: UUID) -> tuple[str, datetime]:
    """Who acted last, and when that was recorded."""
    row = await connection.fetchrow(_LAST, filing)
    if row is None:
        raise LookupError(filing)
    return row["actor"], row["recorded_at"]


async def _under(connection: Connection, codes: Collection[str]) -> list[str]:
    return [row["code"] for row in await connection.fetch(_UNDER, list(codes))]


def _line(row: asyncpg.Record, vault: Vault) -> FilingLine:
    values = dict(row)
    values["identity_number"] = open_number(vault, values["id"], values.pop("identity_sealed"))
    return FilingLine(**values)
