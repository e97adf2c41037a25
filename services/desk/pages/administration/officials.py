"""Officials: who works where, how he is told of his work, and handing all of it to another."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.desk.clients import officials
from services.desk.dependencies import Visit, Visiting
from services.desk.forms.boxes import Boxes, without_none
from services.desk.pages.administration.writing import Problems, Typed, write
from services.desk.presenters.administration import ROLE_NAMES
from services.desk.texts import N_, _
from shared.callers import Role
from shared.vietnamese import number

router = APIRouter()
PLACE = "/quan-tri/can-bo"
_ROLES = (Role.CLERK, Role.OFFICER, Role.LEADER)
_MEDIA = {"email": N_("Thư công vụ"), "sms": N_("Tin nhắn"), "zalo": N_("Zalo")}
_FIELDS = {"office_not_found": "offices", "phone_not_valid": "phone", "official_address_missing": "media"}


@router.get(PLACE)
async def found(
    visit: Visiting,
    office: Annotated[str, Query(max_length=60)] = "",
    cursor: Annotated[str | None, Query(max_length=400)] = None,
) -> Response:
    return await _list(visit, visit.typed_before(), [], office=office, cursor=cursor)


@router.post(PLACE)
async def enter(visit: Visiting) -> Response:
    """A new one, or other ways for one who is known."""
    boxes = Boxes(visit.back_in_words())
    account, body = boxes.text("account", _("Nhập tài khoản")), _official(boxes)

    async def act() -> str:
        await officials.enter_official(visit.processing, account or "", body)
        return _("Đã ghi cách báo tin cho {name}").format(name=body["name"])

    async def draw(typed: Typed, problems: Problems, status: int) -> Response:
        if typed.get("known"):
            return await _one(visit, account or "", typed, problems, status)
        return await _list(visit, typed, problems, status)

    leads_to = f"{PLACE}/{quote(account or '')}"
    return await write(visit, act, draw, leads_to=leads_to, fields=_FIELDS, problems=boxes.problems)


@router.get(PLACE + "/{account}")
async def one(visit: Visiting, account: str) -> Response:
    return await _one(visit, account, visit.typed_before(), [])


@router.post(PLACE + "/{account}/ban-giao")
async def hand_all(visit: Visiting, account: str) -> Response:
    """Every open step; what is refused stays and is told."""
    boxes = Boxes(visit.back_in_words())
    to = boxes.text("to", _("Nhập tài khoản người nhận bàn giao")) or ""
    note = boxes.text("note", _("Ghi lý do, quyết định")) or ""

    async def act() -> str:
        told = await officials.hand_all(visit.processing, account, to, note)
        said = _("Đã bàn giao {n} việc cho {to}").format(n=number(told["done"]), to=to)
        if told["refused"]:
            reasons = "; ".join(dict.fromkeys(told["refused"]))
            said += _(". {n} việc không bàn giao được: {why}").format(n=number(len(told["refused"])), why=reasons)
        return said

    async def draw(typed: Typed, problems: Problems, status: int) -> Response:
        return await _one(visit, account, typed, problems, status)

    fields = {"same_account": "to", "body.to": "to"}
    leads_to = f"{PLACE}/{quote(account)}"
    return await write(visit, act, draw, leads_to=leads_to, fields=fields, problems=boxes.problems)


def _official(boxes: Boxes) -> dict[str, Any]:
    offices = (boxes.text("offices", _("Nhập mã đơn vị nơi làm việc")) or "").replace(",", " ").split()
    roles = boxes.typed.get("roles", [])
    if not roles:
        boxes.problems.append(("roles", _("Chọn ít nhất một vai trò")))
    plain = {name: boxes.text(name) for name in ("email", "phone", "zalo")}
    body = {"name": boxes.text("name", _("Nhập họ và tên")), "offices": offices, "roles": roles, **plain}
    return without_none(body | {"media": boxes.typed.get("media", []), "at_once": bool(boxes.typed.get("at_once"))})


def _words() -> dict[str, Any]:
    return {"roles": [(role.value, _(ROLE_NAMES[role])) for role in _ROLES], "media": _MEDIA}


async def _list(
    visit: Visit, typed: Typed, problems: Problems, status: int = 200, office: str = "", cursor: str | None = None
) -> Response:
    page = await officials.page_of_officials(visit.processing, office=office, cursor=cursor)
    shown = {"found": page, "office": office, "typed": typed, "problems": problems}
    return visit.page("administration/officials.html", status, **shown, **_words())


async def _one(visit: Visit, account: str, typed: Typed, problems: Problems, status: int = 200) -> Response:
    whole = await officials.whole_official(visit.processing, account)
    known = typed if typed.get("known") else {**_as_typed(whole.official), **typed}
    shown = {"whole": whole, "official": whole.official, "typed": known, "problems": problems}
    may_hand = visit.person.has(Role.LEADER)
    return visit.page("administration/official.html", status, may_hand=may_hand, **shown, **_words())


def _as_typed(official: dict[str, Any]) -> Typed:
    typed = {name: [official[name] or ""] for name in ("account", "name", "email", "phone", "zalo")}
    typed |= {"offices": [" ".join(official["offices"])], "roles": official["roles"], "media": official["media"]}
    return typed | ({"at_once": ["1"]} if official["at_once"] else {})
