"""States for which dossier something was looked up: at the desk it was asked before there was one."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from services.portal.clients.paying import standing_for
from services.portal.clients.services import Services
from services.portal.unit_of_work.works import Works
from shared.callers import Caller
from shared.web.service_client import ServiceRefusal

_WITHIN = timedelta(days=1)
_NOT_FOUND = 404


async def state_lookups(
    works: Works, services: Services, caller: Caller, token: str, dossier: UUID, lookups: Collection[UUID]
) -> None:
    """Of the caller's own look-ups of the last day; others are left out. Refuses `filing_not_found`."""
    try:
        await standing_for(services, caller, token, dossier)
    except ServiceRefusal as refusal:
        if refusal.status != _NOT_FOUND:
            raise
        await services.intake.bound(token).get(f"/filings/{dossier}")
    async with works.begin() as work:
        await work.lookups.state_dossier(lookups, dossier, caller.subject, work.now, work.now - _WITHIN)
