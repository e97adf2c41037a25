"""Fetches the portal's list of procedures and what each says: never on the way of a dossier."""

from collections.abc import Sequence

from services.portal.domain.outbound.driver import Driver
from services.portal.domain.outbound.told import KnownProcedure
from services.portal.unit_of_work.works import Works

_AT_ONCE = 50


async def fetch_catalogue(works: Works, name: str, driver: Driver, wanted: Sequence[str] | None = None) -> int:
    """All that is listed, or only `wanted`; how many were kept. Raises PortalAway, keeping what came before."""
    listed = [code for code, _ in await driver.procedure_codes()]
    asked = listed if wanted is None else [code for code in listed if code in set(wanted)]
    fetched: list[KnownProcedure] = []
    for number, code in enumerate(asked, start=1):
        procedure = await driver.procedure(code)
        if procedure:
            fetched.append(procedure)
        if len(fetched) >= _AT_ONCE or number == len(asked):
            async with works.begin() as work:
                await work.procedures.keep(name, fetched, work.now)
            fetched = []
    async with works.begin() as work:
        await work.procedures.mark_gone(name, listed, work.now)
        if wanted is None:
            await work.procedures.whole_fetched(name, work.now)
    return len(asked)
