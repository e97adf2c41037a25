"""The log of exports: who took how many rows by which filter, written down before the first byte leaves."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from services.intake.domain.privacy.exports import must_fit_day
from services.intake.domain.privacy.views import Seen
from services.intake.repository.privacy.views import lock_exports, rows_exported, write_view
from services.intake.unit_of_work.seeing import view_of
from shared.callers import Caller
from shared.clock import Clock
from shared.db.database import Connection
from shared.worktime import LEGAL_ZONE, legal_day


async def log_export(connection: Connection, caller: Caller, clock: Clock, asked: Mapping[str, Any], rows: int) -> None:
    """In a transaction that commits before the file goes out. Refuses what is over the person's rows of the day.

    `asked` says which list (`export`), the filters and the file's SHA-256, and nobody's name or number (`asked_of`).
    """
    await lock_exports(connection, caller.subject)
    must_fit_day(await rows_exported(connection, caller.subject, _midnight(clock)), rows)
    await write_view(connection, view_of(caller, clock, Seen.EXPORT, asked=dict(asked), rows=rows))


async def must_have_rows_left(connection: Connection, caller: Caller, clock: Clock) -> None:
    """Refuses who has nothing left for today, before any work is done."""
    must_fit_day(await rows_exported(connection, caller.subject, _midnight(clock)), 1)


def _midnight(clock: Clock) -> datetime:
    return datetime.combine(legal_day(clock.now()), time(0), LEGAL_ZONE)
