"""What every act on a filing has in common: find and lock, whose desk, which version, ask the table, write."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from services.intake.domain.filings.filed import Filed, FilingActed, FilingDeed, act_on
from services.intake.domain.filings.filing_state import FilingAct
from services.intake.domain.organisation.desk_hours import hours_of
from services.intake.domain.organisation.reach import desk_out_of_reach
from services.intake.queries.filings.filings import last_act_on
from services.intake.queries.organisation.offices import hours_acts, office_by_code, reaches
from services.intake.unit_of_work.filing_book import FilingBook
from shared.callers import Caller
from shared.db.database import Connection
from shared.errors import Conflict
from shared.worktime import national_calendar
from shared.worktime.hours import DeskHours
from shared.worktime.legal_day import LEGAL_ZONE, legal_day
from shared.worktime.working_span import working_minutes
from shared.worktime.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class Seen:
    """Which filing, and at which version the person saw it."""

    filing: UUID
    version: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """An act and what changes by it; `reason` is for people, `says` is stated in full."""

    act: FilingAct
    changes: Mapping[str, Any] | None = None
    says: Mapping[str, Any] | None = None
    reason: str | None = None
    reason_code: str | None = None


async def act_on_filing(book: FilingBook, caller: Caller, filed: Filed, wanted: Wanted) -> FilingActed:
    """On a filing that `lock_filing` gave. Refuses what the table does not allow."""
    acted = act_on(filed, deed_of(caller, wanted, book))
    await book.record(acted)
    return acted


def deed_of(caller: Caller, wanted: Wanted, book: FilingBook) -> FilingDeed:
    return FilingDeed(
        act=wanted.act,
        actor=caller.subject,
        roles=caller.roles,
        at=book.now,
        reason_code=wanted.reason_code,
        reason=wanted.reason,
        says=wanted.says,
        changes=wanted.changes or {},
    )


async def lock_filing(book: FilingBook, caller: Caller, seen: Seen) -> Filed:
    """Refuses what the caller cannot see, a desk that is not theirs, and an old version."""
    filed = await book.filings.locked(seen.filing, visible_to=caller.offices)
    await must_be_own_desk(book.connection, caller, filed)
    await must_be_current(book.connection, filed, seen)
    return filed


async def must_be_current(connection: Connection, filed: Filed, seen: Seen) -> None:
    if filed.version != seen.version:
        actor, at = await last_act_on(connection, filed.id)
        when = at.astimezone(LEGAL_ZONE).isoformat(timespec="seconds")
        message = f"{actor} vừa cập nhật hồ sơ lúc {when} (phiên bản {filed.version}); hãy mở lại rồi làm tiếp"
        raise Conflict("version_conflict", message)


async def must_be_own_desk(connection: Connection, caller: Caller, filed: Filed) -> None:
    """The competent office sees a filing; only the desk answers it, or the one that continues it."""
    if not await reaches(connection, filed.matter.desk, caller.offices):
        raise desk_out_of_reach()


async def hours_at(connection: Connection, desk: str) -> DeskHours:
    """As they are known now."""
    office = await office_by_code(connection, desk)
    path = office.path if office else ()
    return hours_of(path, await hours_acts(connection, path))


def minutes_left(due_at: datetime, now: datetime, hours: DeskHours) -> int:
    """Working minutes of the desk until its answer is due; none once that has passed."""
    return working_minutes(now, due_at, WorkingTime(national_calendar(), hours))


async def in_force(connection: Connection, code: str, now: datetime) -> str:
    """The office itself, or the first in its line of successors that is in force; the last one known otherwise."""
    today, seen = legal_day(now), {code}
    office = await office_by_code(connection, code)
    while office and office.successor and not office.is_in_force(today) and office.successor not in seen:
        seen.add(office.successor)
        code = office.successor
        office = await office_by_code(connection, code)
    return code
