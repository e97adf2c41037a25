"""Gathers all that is on hand about a batch of lanes: two calls to the services, three statements here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from services.portal.clients.services import Services
from services.portal.clients.telling import LinkOf, ask_about
from services.portal.domain.outbound.about import About
from services.portal.domain.outbound.lane import Leased
from services.portal.domain.outbound.told import Matter
from services.portal.unit_of_work.work import Work
from services.portal.unit_of_work.works import Works
from services.portal.vault.safe import ACCOUNT, Safe
from shared.worktime import legal_day


async def gather_about(
    works: Works, services: Services, connection: str, leased: Sequence[Leased], link: LinkOf, safe: Safe | None = None
) -> About:
    """Refuses while a service is away. `safe` opens what the portal's own filers are called there."""
    dossiers = [each.lane.id for each in leased if not each.lane.is_filing]
    filings = [each.lane.id for each in leased if each.lane.is_filing]
    asked = await ask_about(services, dossiers, filings, link)
    shots = [entry.shot for each in leased for entry in each.lane.entries]
    async with works.alone() as work:
        accounts = await _accounts(work, connection, asked.matters.values(), safe) if safe else {}
        return About(
            asked=replace(asked, matters={id_: _with(m, connection, accounts) for id_, m in asked.matters.items()}),
            agencies=await work.offices.agencies({each.desk for each in leased}, legal_day(work.now)),
            offices=await work.offices.names({shot.office for shot in shots}),
            procedures=await work.procedures.read(connection, {each.procedure for each in leased}),
        )


async def _accounts(work: Work, connection: str, matters: Collection[Matter], safe: Safe) -> dict[str, str]:
    """By the portal's code."""
    codes = [matter.source_code for matter in matters if matter.source == connection and matter.source_code]
    sealed = await work.inbound.accounts(connection, codes) if codes else {}
    return {
        code: safe.open(parts.account, parts.id, ACCOUNT).decode() for code, parts in sealed.items() if parts.account
    }


def _with(matter: Matter, connection: str, accounts: Mapping[str, str]) -> Matter:
    account = accounts.get(matter.source_code or "") if matter.source == connection else None
    return replace(matter, owner=replace(matter.owner, tech_id=account)) if matter.owner and account else matter
