"""States which office continues each of those that ended; on hearing it, processing moves what they had open."""

from collections.abc import Sequence

from services.intake.queries.organisation.successions import default_successions
from services.intake.unit_of_work.work import Work
from shared.contracts.intake import OfficeSucceeded

_AT_ONCE = 2_000


async def announce_successions(work: Work, offices: Sequence[str], actor: str) -> None:
    """One fact an office. It happened on the day it says, whenever it is announced; a repeat moves nothing twice."""
    for start in range(0, len(offices), _AT_ONCE):
        some = await default_successions(work.connection, offices[start : start + _AT_ONCE])
        bodies = [OfficeSucceeded(code=s.office, successor=s.successor, on=s.on) for s in some]
        await work.announce(
            [b.announce(stream=f"office:{b.code}", office=b.code, actor=actor, happened_at=work.now) for b in bodies]
        )
