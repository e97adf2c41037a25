"""Publishes a set of criteria for the units of a level below an office."""

from services.stats.domain.par.criteria import CriteriaSet, must_hang_together
from services.stats.queries.units import find_unit
from services.stats.repository.criteria_sets import CriteriaSets
from shared.callers import Caller
from shared.db.database import Connection


async def publish_criteria(connection: Connection, caller: Caller, criteria: CriteriaSet) -> None:
    """A set that changes is published anew; what was scored by the older one stays as it was.

    Refuses `criteria_not_valid`, `office_not_found` (also: out of reach).
    """
    must_hang_together(criteria)
    await find_unit(connection, criteria.office, visible_to=caller.offices)
    await CriteriaSets(connection).add(criteria)
