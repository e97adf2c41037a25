"""Gathers all that is on hand about a batch of lanes: two calls to the services, three statements here."""

from collections.abc import Sequence

from services.portal.clients.services import Services
from services.portal.clients.telling import LinkOf, ask_about
from services.portal.domain.outbound.about import About
from services.portal.domain.outbound.lane import Leased
from services.portal.unit_of_work.works import Works
from shared.worktime import legal_day


async def gather_about(
    works: Works, services: Services, connection: str, leased: Sequence[Leased], link: LinkOf
) -> About:
    """Refuses while a service is away."""
    dossiers = {each.lane.id: each.accepted_on for each in leased if not each.lane.is_filing}
    filings = [each.lane.id for each in leased if each.lane.is_filing]
    asked = await ask_about(services, dossiers, filings, link)
    shots = [entry.shot for each in leased for entry in each.lane.entries]
    async with works.alone() as work:
        return About(
            asked=asked,
            agencies=await work.offices.agencies({each.desk for each in leased}, legal_day(work.now)),
            offices=await work.offices.names({shot.office for shot in shots}),
            procedures=await work.procedures.read(connection, {each.procedure for each in leased}),
        )
