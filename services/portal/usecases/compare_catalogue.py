"""Compares a portal's catalogue with ours and keeps what differs as proposals; nothing of ours is changed."""

from services.portal.clients.our_catalogue import list_our_codes, read_our_procedures
from services.portal.clients.services import Services
from services.portal.domain.catalogue.diff_procedures import diff_procedures
from services.portal.domain.catalogue.our_procedure import our_procedure
from services.portal.unit_of_work.works import Works
from shared.worktime import legal_day


async def compare_catalogue(works: Works, services: Services, name: str) -> int:
    """How many differences there are now. What could not be read of the portal is neither proposed nor withdrawn.

    To be called after the whole list was fetched. Refuses `portal_catalogue_empty`, and while intake is away.
    """
    today = legal_day(works.clock.now())
    async with works.alone() as work:
        theirs, unread = await work.procedures.published(name)
    intake = await services.bound(services.intake)
    codes = [code for code in await list_our_codes(intake) if code not in unread]
    ours = [our_procedure(read, today) for read in (await read_our_procedures(intake, codes)).values()]
    changes = diff_procedures(ours, theirs)
    async with works.begin() as work:
        await work.changes.keep(name, changes, work.now)
    return len(changes)
