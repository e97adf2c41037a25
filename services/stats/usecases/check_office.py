"""Checks that the caller may tell something of an office."""

from services.stats.queries.offices import office_not_found
from services.stats.queries.satisfaction.subjects import is_office_in_reach
from shared.callers import Caller
from shared.db.database import Connection


async def check_office(connection: Connection, caller: Caller, office: str) -> None:
    """Refuses an office out of reach as if it did not exist."""
    if not await is_office_in_reach(connection, office, visible_to=caller.offices):
        raise office_not_found()
