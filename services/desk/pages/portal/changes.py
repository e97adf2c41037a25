"""How the portal's catalogue differs from ours: a registrar puts changes into a draft decision, or refuses them."""

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.desk.clients import portal
from services.desk.dependencies import Visit, Visiting
from services.desk.forms.boxes import Boxes
from services.desk.pages.administration.writing import Problems, Typed, write
from services.desk.pages.portal.overview import PLACE as HOME
from services.desk.presenters.portal.words import CHANGES
from services.desk.texts import _
from shared.callers import Role
from shared.vietnamese import number

router = APIRouter()
PLACE = f"{HOME}/danh-muc"
KEEPERS = (Role.REGISTRAR, Role.ADMINISTRATOR)


@router.get(PLACE)
async def found(
    visit: Visiting,
    procedure: Annotated[str, Query(max_length=60)] = "",
    cursor: Annotated[str | None, Query(max_length=400)] = None,
) -> Response:
    """What waits for a decision, by procedure."""
    visit.must_be(*KEEPERS)
    return await _list(visit, visit.typed_before(), [], procedure=procedure, cursor=cursor)


@router.post(PLACE)
async def decide(visit: Visiting) -> Response:
    """Those that were marked: into a draft, or refused with a reason."""
    boxes = Boxes(visit.back_in_words())
    marked = [each.partition(" ") for each in boxes.typed.get("marked", [])]
    connections = {connection for connection, _space, _number in marked}
    numbers = [int(each) for _connection, _space, each in marked if each.isdecimal()]
    if len(connections) != 1 or not numbers:
        boxes.problems.append(("", _("Đánh dấu các thay đổi của một kết nối")))
    is_refused = "refuse" in boxes.typed
    needed = _("Ghi lý do từ chối") if is_refused else ""
    reason = boxes.text("reason", needed) or ""
    issuer = boxes.text("issuer", "" if is_refused else _("Nhập mã cơ quan ban hành quyết định")) or ""

    async def act() -> str:
        connection = next(iter(connections))
        if is_refused:
            await portal.reject_changes(visit.portal, connection, numbers, reason)
            return _("Đã từ chối {n} thay đổi").format(n=number(len(numbers)))
        return _drafted(await portal.draft_changes(visit.portal, connection, numbers, issuer))

    async def draw(typed: Typed, problems: Problems, status: int) -> Response:
        return await _list(visit, typed, problems, status)

    fields = {"issuer": "issuer", "office_not_found": "issuer", "reason": "reason"}
    return await write(visit, act, draw, leads_to=PLACE, fields=fields, problems=boxes.problems)


def _drafted(drafted: dict[str, Any]) -> str:
    said = _("Đã đưa {n} thủ tục vào dự thảo quyết định").format(n=number(drafted["procedures"]))
    if drafted["left_out"]:
        said += _("; {n} thay đổi phải nhập tay").format(n=number(len(drafted["left_out"])))
    return said


async def _list(
    visit: Visit, typed: Typed, problems: Problems, status: int = 200, procedure: str = "", cursor: str | None = None
) -> Response:
    page = await portal.page_of_changes(visit.portal, procedure=procedure, cursor=cursor)
    more = urlencode({"procedure": procedure, "cursor": page["next"]}) if page["next"] else ""
    shown = {"found": page["items"], "more": more, "procedure": procedure, "states": CHANGES}
    return visit.page("portal/changes.html", status, **shown, typed=typed, problems=problems)
