"""Compares a portal's catalogue with ours and keeps what differs as proposals; nothing of ours is changed."""

from services.portal.clients.our_catalogue import list_our_names, read_our_procedures
from services.portal.clients.services import Services
from services.portal.domain.catalogue.diff_procedures import diff_procedures
from services.portal.domain.catalogue.our_procedure import our_procedure
from services.portal.domain.catalogue.portal_procedure import PortalProcedure
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
    names, listed = await list_our_names(intake), {each.code for each in theirs}
    both = await read_our_procedures(intake, names.keys() & listed)
    ours = [our_procedure(read, today) for read in both.values()]
    ours += [_by_name(code, name) for code, name in names.items() if code not in listed and code not in unread]
    changes = diff_procedures(ours, theirs)
    async with works.begin() as work:
        await work.changes.keep(name, changes, work.now)
    return len(changes)


def _by_name(code: str, name: str) -> PortalProcedure:
    """What the portal does not list is proposed to go by its name: the rest of it is not read for that."""
    return PortalProcedure(code, name, field_name="")
