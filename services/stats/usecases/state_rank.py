"""Notes what a paper says of a unit's rank, where the points behind it are not known."""

from datetime import datetime
from uuid import UUID

from services.stats.domain.par.entry import RankEntry, criterion_of, must_be_in_force, must_say_something
from services.stats.queries.units import find_measured
from services.stats.repository.criteria_sets import CriteriaSets
from services.stats.repository.par_entries import ParEntries
from shared.callers import Caller
from shared.db.database import Connection


async def state_rank(
    connection: Connection, caller: Caller, criteria_set: UUID, unit: str, year: int, entry: RankEntry, now: datetime
) -> None:
    """Refuses `criteria_set_not_found`, `office_not_found`, `unit_not_in_set`, `year_outside_set`,
    `criterion_not_in_set`, `rank_not_valid`."""
    criteria = await CriteriaSets(connection).find(criteria_set, visible_to=caller.offices)
    await find_measured(connection, unit, criteria, visible_to=caller.offices)
    must_be_in_force(criteria, year)
    criterion_of(criteria, entry.criterion)
    must_say_something(entry, year)
    await ParEntries(connection).add_rank(criteria.id, unit, year, entry, now, caller.subject)
