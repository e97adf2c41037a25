"""Goes over what may be due and raises the warnings that are deserved: every pass finds what is missing, once."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from services.processing.domain.desk_hours import USUAL_TIME
from services.processing.domain.warnings.deserved import Watchfulness, deserved
from services.processing.domain.warnings.horizon import Horizon
from services.processing.queries.watch import Seen, Watch
from services.processing.unit_of_work.work import Work
from shared.clock import Clock
from shared.db.database import Database
from shared.worktime import national_calendar

_AT_A_TIME = 200
_EXPIRED_AT_A_TIME = 5000
_BREATH_SECONDS = 0.002  # between two pages: people at the screens go first

_Way = Callable[[Watch, Seen | None, int], Awaitable[list[Seen]]]
_WAYS: Sequence[_Way] = (Watch.due, Watch.steps, Watch.answers, Watch.results)


async def raise_warnings(database: Database, clock: Clock, watch: Watchfulness) -> int:
    """How many were new, or open again. What it was interrupted in, the next pass does: it looks at what is missing."""
    now = clock.now()
    await _expire(database, now)
    horizon = Horizon.at(now, national_calendar(), watch)
    return sum([await _go(way, database, horizon, watch) for way in _WAYS])


async def _expire(database: Database, now: datetime) -> None:
    """What the clock alone made untrue makes room for what takes its place."""
    while True:
        async with database.transaction() as connection:
            if await Work(connection, now).warnings.expire(now, _EXPIRED_AT_A_TIME) < _EXPIRED_AT_A_TIME:
                return


async def _go(way: _Way, database: Database, horizon: Horizon, watch: Watchfulness) -> int:
    raised = 0
    after: Seen | None = None
    while True:
        async with database.transaction() as connection:
            page = await way(Watch(connection, horizon), after, _AT_A_TIME)
            raised += await _raise(Work(connection, horizon.now), page, watch)
        if len(page) < _AT_A_TIME:
            return raised
        after = page[-1]
        await asyncio.sleep(_BREATH_SECONDS)


async def _raise(work: Work, page: Sequence[Seen], watch: Watchfulness) -> int:
    dossiers = await work.dossiers.at_rest({seen.dossier for seen in page})
    times = await work.offices.times({dossier.matter.desk for dossier in dossiers})
    found = [
        (dossier.matter.id, warning)
        for dossier in dossiers
        for warning in deserved(dossier, work.now, times.get(dossier.matter.desk, USUAL_TIME), watch)
    ]
    return await work.warnings.raise_(found, work.now)
