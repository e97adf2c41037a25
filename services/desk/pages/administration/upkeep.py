"""How the suite is: services, readers, parked facts, and counting again."""

import asyncio
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from services.desk.clients import upkeep
from services.desk.dependencies import Visiting
from services.desk.pages.administration.long_work import LongWork
from services.desk.texts import N_, _
from shared.callers import Role
from shared.errors import Invalid

router = APIRouter()
PLACE = "/quan-tri/tinh-trang"
NAMES = {"intake": N_("Tiếp nhận"), "processing": N_("Thụ lý"), "stats": N_("Thống kê"), "portal": N_("Cổng quốc gia")}


@router.get(PLACE)
async def show(visit: Visiting) -> Response:
    services = visit.desk.services
    facts: list[dict[str, Any]] = []
    if visit.person.has(Role.OPERATOR):
        healths, facts = await asyncio.gather(upkeep.healths(services), upkeep.parked(services, visit.token))
    else:
        healths = await upkeep.healths(services)
    counting: LongWork | None = getattr(visit.request.app.state, "counting", None)
    return visit.page("administration/upkeep.html", healths=healths, names=NAMES, parked=facts, counting=counting)


@router.post(f"{PLACE}/ap-dung-lai")
async def replay(visit: Visiting) -> Response:
    """Refuses what the service refuses: the reason stands, the fact stays parked."""
    at, source, position = visit.typed("at"), visit.typed("source"), visit.typed("position")
    if at not in NAMES or source not in NAMES or not position.isdecimal():
        raise Invalid("parked_fact_not_named", _("Chọn bản tin treo trong danh sách"))
    replayed = await upkeep.replay(visit.desk.services, visit.token, at, source, int(position))
    return visit.lead_to(PLACE, _("Đã áp dụng lại {n} bản tin").format(n=replayed))


@router.post(f"{PLACE}/dem-lai")
async def count_again(visit: Visiting) -> Response:
    visit.must_be(Role.OPERATOR)
    counting: LongWork | None = getattr(visit.request.app.state, "counting", None)
    if counting is None or not counting.is_open:
        work = upkeep.recount(visit.desk.services, visit.token)
        visit.request.app.state.counting = LongWork.begin(visit, work)
    return visit.lead_to(PLACE, _("Đang đếm lại từ các bản tin và từ các hồ sơ"))
