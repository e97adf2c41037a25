"""Gathers all that is on hand about a batch of lanes: two calls to the services, five statements here."""

from collections.abc import Sequence
from dataclasses import replace

from services.portal.clients.services import Services
from services.portal.clients.telling import LinkOf, ask_about
from services.portal.connections import Connection
from services.portal.domain.outbound.about import About, Asked
from services.portal.domain.outbound.lane import Leased
from services.portal.domain.papers.marks import marked
from services.portal.unit_of_work.works import Works
from shared.worktime import legal_day


async def gather_about(
    works: Works, services: Services, connection: Connection, leased: Sequence[Leased], link: LinkOf
) -> About:
    """Refuses while a service is away."""
    dossiers = {each.lane.id: each.accepted_on for each in leased if not each.lane.is_filing}
    filings = [each.lane.id for each in leased if each.lane.is_filing]
    asked = await _with_marks(works, connection, await ask_about(services, dossiers, filings, link))
    shots = [entry.shot for each in leased for entry in each.lane.entries]
    async with works.alone() as work:
        return About(
            asked=asked,
            agencies=await work.offices.agencies({each.desk for each in leased}, legal_day(work.now)),
            offices=await work.offices.names({shot.office for shot in shots}),
            procedures=await work.procedures.read(connection.name, {each.procedure for each in leased}),
        )


async def _with_marks(works: Works, connection: Connection, asked: Asked) -> Asked:
    """What was really fetched or looked up for them."""
    filings = {matter.filing for matter in asked.matters.values() if matter.filing}
    digests = {p.digest for matter in asked.matters.values() for p in matter.papers if p.digest and p.is_reused}
    async with works.alone() as work:
        looked_up = await work.lookups.looked_up({*asked.matters, *filings}, digests)
    codes = connection.databases
    return replace(asked, matters={id_: marked(id_, m, looked_up, codes) for id_, m in asked.matters.items()})
