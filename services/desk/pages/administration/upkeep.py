"""How the suite is: services, readers, parked facts, and counting again."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from services.desk.clients import upkeep
from services.desk.dependencies import Visit, Visiting
from services.desk.texts import N_, _
from shared.callers import Role
from shared.errors import Invalid, Refusal

router = APIRouter()
PLACE = "/quan-tri/tinh-trang"
_SERVICES = ("intake", "processing", "stats")
NAMES = {"intake": N_("Tiếp nhận"), "processing": N_("Thụ lý"), "stats": N_("Thống kê")}


@dataclass(slots=True)
class Counting:
    """The last count of this process; one at a time."""

    begun_at: datetime
    by: str
    task: asyncio.Task[dict[str, Any]]

    @property
    def found(self) -> Mapping[str, Any] | None:
        """None while it counts and where it was refused."""
        done = self.task.done() and not self.task.cancelled() and self.task.exception() is None
        return self.task.result() if done else None

    @property
    def refusal(self) -> str:
        fault = self.task.exception() if self.task.done() and not self.task.cancelled() else None
        return fault.message if isinstance(fault, Refusal) else ""


@router.get(PLACE)
async def show(visit: Visiting) -> Response:
    services = visit.desk.services
    facts: list[dict[str, Any]] = []
    if visit.person.has(Role.OPERATOR):
        healths, facts = await asyncio.gather(upkeep.healths(services), upkeep.parked(services, visit.token))
    else:
        healths = await upkeep.healths(services)
    counting: Counting | None = getattr(visit.request.app.state, "counting", None)
    return visit.page("administration/upkeep.html", healths=healths, names=NAMES, parked=facts, counting=counting)


@router.post(f"{PLACE}/ap-dung-lai")
async def replay(visit: Visiting) -> Response:
    """Refuses what the service refuses: the reason stands, the fact stays parked."""
    at, source, position = visit.typed("at"), visit.typed("source"), visit.typed("position")
    if at not in _SERVICES or source not in _SERVICES or not position.isdecimal():
        raise Invalid("parked_fact_not_named", _("Chọn bản tin treo trong danh sách"))
    replayed = await upkeep.replay(visit.desk.services, visit.token, at, source, int(position))
    return visit.lead_to(PLACE, _("Đã áp dụng lại {n} bản tin").format(n=replayed))


@router.post(f"{PLACE}/dem-lai")
async def count_again(visit: Visiting) -> Response:
    visit.must_be(Role.OPERATOR)
    counting: Counting | None = getattr(visit.request.app.state, "counting", None)
    if counting is None or counting.task.done():
        visit.request.app.state.counting = _begin(visit)
    return visit.lead_to(PLACE, _("Đang đếm lại từ các bản tin và từ các hồ sơ"))


def _begin(visit: Visit) -> Counting:
    task = asyncio.create_task(upkeep.recount(visit.desk.services, visit.token))
    task.add_done_callback(lambda done: done.cancelled() or done.exception())  # a refusal is told on the page
    return Counting(visit.desk.clock.now(), visit.person.name, task)
