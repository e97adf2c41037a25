"""States a count for an item of an index: what this suite cannot see, or the portal's own figure."""

from datetime import datetime

from services.stats.domain.indices.criteria import criteria_for
from services.stats.domain.indices.statement import Said, Statement
from services.stats.queries.satisfaction.subjects import is_office_in_reach
from services.stats.reference.criteria import index_766
from services.stats.repository.indices.statements import Statements
from shared.callers import Caller
from shared.db.database import Connection
from shared.errors import NotFound


async def state_input(connection: Connection, caller: Caller, said: Said, now: datetime) -> Statement:
    """Refuses: criteria_not_in_force, item_not_known, office_not_found, and counts that cannot be."""
    criteria = criteria_for(index_766(), said.period.to_on)
    said.check(criteria.item(said.item).maximum)
    if not await is_office_in_reach(connection, said.office, visible_to=caller.offices):
        raise NotFound("office_not_found", "Không có đơn vị này trong phạm vi của anh/chị")
    return await Statements(connection).add(criteria.criteria, said, now, caller.subject)
