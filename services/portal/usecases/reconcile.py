"""Compares what a portal was told with what it has: dossier by dossier, some at once, page after page."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from services.portal.domain.outbound.comparing import Difference, differences
from services.portal.domain.outbound.driver import Driver
from services.portal.domain.outbound.told import Agency
from services.portal.repository.reconciling import ToldLane, Wanted
from services.portal.unit_of_work.works import Works
from shared.worktime import legal_day

_PAGE = 40
_AT_ONCE = 4  # it goes beside the telling and must not push it aside


async def reconcile(works: Works, name: str, driver: Driver, wanted: Wanted) -> None:
    """Raises PortalAway; the comparison is then made anew later."""
    after: UUID | None = None
    while True:
        async with works.begin() as work:
            page = await work.reconciling.told(name, wanted, after, _PAGE)
            agencies = await work.offices.agencies({lane.desk for lane in page}, legal_day(work.now))
        if not page:
            break
        found = await _compare(driver, [(lane, agencies[lane.desk]) for lane in page if lane.desk in agencies])
        async with works.begin() as work:
            await work.reconciling.count(wanted.number, len(page), found)
        after = page[-1].id
    async with works.begin() as work:
        await work.reconciling.end(name, wanted, work.now)


async def _compare(
    driver: Driver, lanes: Sequence[tuple[ToldLane, Agency]]
) -> list[tuple[UUID, tuple[Difference, ...]]]:
    gate = asyncio.Semaphore(_AT_ONCE)

    async def look(lane: ToldLane, agency: Agency) -> tuple[UUID, tuple[Difference, ...]]:
        async with gate:
            there = await driver.find(agency, lane.code)
        return lane.id, differences(lane.record, lane.rows, there, is_theirs=lane.is_theirs)

    looked = await asyncio.gather(*(look(lane, agency) for lane, agency in lanes))
    return [(id_, those) for id_, those in looked if those]
