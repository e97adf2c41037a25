"""States a score of TT 01/2018 that this suite cannot count."""

from datetime import datetime

from services.stats.domain.indices.criteria import in_force
from services.stats.domain.indices.score_criteria import MOST
from services.stats.domain.indices.statement import Said, Statement
from services.stats.reference.criteria import index_tt01
from services.stats.repository.indices.statements import Statements
from services.stats.usecases.check_office import check_office
from shared.callers import Caller
from shared.db.database import Connection


async def state_score(connection: Connection, caller: Caller, said: Said, now: datetime) -> Statement:
    """Refuses: criteria_not_in_force, item_not_known, score_needed, points_over_maximum, office_not_found."""
    criteria = in_force(index_tt01(), said.period.to_on)
    criteria.item(said.item)
    said.check_score(MOST)
    await check_office(connection, caller, said.office)
    return await Statements(connection).add(criteria.criteria, said, now, caller.subject)
