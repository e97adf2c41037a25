"""The reform of 2025: what it would change, then the change itself, which goes on while one looks."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from services.desk.clients import organisation
from services.desk.dependencies import Visit, Visiting
from services.desk.pages.administration.writing import Problems, Typed
from services.desk.presenters.organisation import LEVELS
from services.desk.texts import _
from shared.callers import Role
from shared.errors import Refusal

router = APIRouter()
PLACE = "/quan-tri/sap-xep"


@dataclass(slots=True)
class Reforming:
    """The last one of this process; one at a time."""

    province: str
    is_dry: bool
    begun_at: datetime
    by: str
    task: asyncio.Task[dict[str, Any]]

    @property
    def done(self) -> Mapping[str, Any] | None:
        """None while it goes on and where it was refused."""
        well = self.task.done() and not self.task.cancelled() and self.task.exception() is None
        return self.task.result() if well else None

    @property
    def refusal(self) -> str:
        fault = self.task.exception() if self.task.done() and not self.task.cancelled() else None
        return fault.message if isinstance(fault, Refusal) else ""


@router.get(PLACE)
async def show(visit: Visiting) -> Response:
    visit.must_be(Role.ADMINISTRATOR, Role.REGISTRAR)
    return _page(visit, visit.typed_before(), [])


@router.post(PLACE)
async def begin(visit: Visiting) -> Response:
    """A dry run unless it is said otherwise; a second one waits until the first has ended."""
    visit.must_be(Role.ADMINISTRATOR, Role.REGISTRAR)
    province = visit.typed("province")
    if not province:
        return _page(visit, visit.back_in_words(), [("province", _("Nhập mã tỉnh, hoặc VN cho cả nước"))], 422)
    now = _last(visit)
    if now is not None and not now.task.done():
        return visit.lead_to(PLACE, _("Một lần sắp xếp đang chạy, xem kết quả dưới đây"))
    is_dry = visit.typed("what") != "real"
    task = asyncio.create_task(organisation.reform(visit.intake, province, is_dry=is_dry))
    task.add_done_callback(lambda done: done.cancelled() or done.exception())  # a refusal is told on the page
    reforming = Reforming(province, is_dry, visit.desk.clock.now(), visit.person.subject, task)
    visit.request.app.state.reforming = reforming
    return visit.lead_to(PLACE, _("Đang xem trước") if is_dry else _("Đang sắp xếp, có thể rời trang này"))


def _last(visit: Visit) -> Reforming | None:
    """Of this person: another's may be of offices that this one has nothing to do with."""
    found: Reforming | None = getattr(visit.request.app.state, "reforming", None)
    return found if found and (found.by == visit.person.subject or not found.task.done()) else None


def _page(visit: Visit, typed: Typed, problems: Problems, status: int = 200) -> Response:
    last = _last(visit)
    is_open = last is not None and not last.task.done()
    shown = {"last": last, "is_open": is_open, "levels": LEVELS, "typed": typed, "problems": problems}
    return visit.page("administration/reform.html", status, **shown)
