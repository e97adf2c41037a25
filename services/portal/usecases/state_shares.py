"""States to the yearbook how many accepted dossiers the portal has (QĐ 766, item 1.4)."""

from services.portal.clients.services import Services
from services.portal.domain.share_periods import share_periods
from services.portal.unit_of_work.works import Works
from shared.worktime import legal_day

_ITEM = "1.4"
_SOURCE = "Cổng kết nối của bộ phần mềm: hồ sơ đã được Cổng xác nhận / hồ sơ đã tiếp nhận"


async def state_shares(works: Works, services: Services) -> int:
    """Only what is news; how many were stated. Refuses while the yearbook is away: what was stated stays so.

    Dossiers of ministries' systems are not ours to tell and count on neither side.
    """
    stats = await services.bound(services.stats)
    stated = 0
    for from_on, to_on in share_periods(legal_day(works.clock.now())):
        async with works.alone() as work:
            news = await work.shares.news(from_on, to_on)
        for share in news:
            said = {"item": _ITEM, "office": share.office, "from": f"{from_on}", "to": f"{to_on}", "source": _SOURCE}
            await stats.post("/index/766/inputs", {**said, "numerator": share.told, "denominator": share.accepted})
            async with works.alone() as work:
                await work.shares.keep(share, from_on, to_on, work.now)
            stated += 1
    return stated
