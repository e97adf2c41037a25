"""States a count for an item of the index of QĐ 766: what this suite cannot see, or the portal's own figure."""

from datetime import datetime

from services.stats.domain.indices.criteria import in_force
from services.stats.domain.indices.statement import TOTAL, Kind, Said, Statement
from services.stats.reference.criteria import index_766
from services.stats.repository.indices.statements import Statements
from services.stats.usecases.check_office import check_office
from shared.callers import Caller
from shared.db.database import Connection


async def state_input(connection: Connection, caller: Caller, said: Said, now: datetime) -> Statement:
    """The portal's figure may also be that of the whole index (`total`).

    Refuses: criteria_not_in_force, item_not_known, office_not_found, and counts that cannot be.
    """
    criteria = in_force(index_766(), said.period.to_on)
    is_total = said.item == TOTAL and said.kind is Kind.PORTAL
    said.check(criteria.maximum if is_total else criteria.item(said.item).maximum)
    await check_office(connection, caller, said.office)
    return await Statements(connection).add(criteria.criteria, said, now, caller.subject)
