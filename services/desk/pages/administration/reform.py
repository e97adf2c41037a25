"""The reform of 2025: what it would change, then the change itself, which goes on while one looks."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from services.desk.clients import organisation
from services.desk.dependencies import Visit, Visiting
from services.desk.pages.administration.long_work import LongWork
from services.desk.pages.administration.writing import Problems, Typed
from services.desk.presenters.organisation import LEVELS
from services.desk.texts import _
from shared.callers import Role

router = APIRouter()
PLACE = "/quan-tri/sap-xep"


@dataclass(frozen=True, slots=True)
class Reforming:
    """The last one of this process; one at a time."""

    province: str
    is_dry: bool
    work: LongWork


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
    if now is not None and now.work.is_open:
        return visit.lead_to(PLACE, _("Một lần sắp xếp đang chạy, xem kết quả dưới đây"))
    is_dry = visit.typed("what") != "real"
    work = LongWork.begin(visit, organisation.reform(visit.intake, province, is_dry=is_dry))
    visit.request.app.state.reforming = Reforming(province, is_dry, work)
    return visit.lead_to(PLACE, _("Đang xem trước") if is_dry else _("Đang sắp xếp, có thể rời trang này"))


def _last(visit: Visit) -> Reforming | None:
    """Of this person: another's may be of offices that this one has nothing to do with."""
    found: Reforming | None = getattr(visit.request.app.state, "reforming", None)
    return found if found and (found.work.by == visit.person.subject or found.work.is_open) else None


def _page(visit: Visit, typed: Typed, problems: Problems, status: int = 200) -> Response:
    last = _last(visit)
    is_open = last is not None and last.work.is_open
    shown = {"last": last, "is_open": is_open, "levels": LEVELS, "typed": typed, "problems": problems}
    return visit.page("administration/reform.html", status, **shown)
