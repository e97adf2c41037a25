"""The lists behind numbers: the filter in words at the top, as many rows as the number said."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.desk.clients.dossier_lists import counted_dossiers, letters_due, open_dossiers, votes
from services.desk.clients.offices import office as read_office
from services.desk.dependencies import Visit, Visiting, problems_of
from services.desk.pages.my_work import say_done
from services.desk.presenters.dossier_list import (
    COUNTED,
    URGENCIES,
    counted_rows,
    further,
    letter_rows,
    open_rows,
    words_of,
)
from services.desk.presenters.written import day
from services.desk.texts import _
from shared.callers import Role
from shared.contracts.states import STATE_NAMES
from shared.errors import Invalid, NotFound, Refusal

router = APIRouter()
_LIMIT = 100
Office = Annotated[str, Query(alias="don-vi", min_length=1, max_length=60)]
Urgency = Annotated[str, Query(max_length=20)]
State = Annotated[str, Query(alias="trang-thai", max_length=30)]
Direct = Annotated[str, Query(max_length=1)]
Page = Annotated[str | None, Query(max_length=400)]


@router.get("/danh-sach")
async def open_list(
    visit: Visiting, office: Office, han: Urgency = "", state: State = "", chi: Direct = "", cursor: Page = None
) -> Response:
    return await _draw_open(visit, office, han, state, chi, cursor)


async def _draw_open(
    visit: Visit, office: str, han: str, state: str, chi: str, cursor: str | None, status: int = 200, **more: object
) -> Response:
    asked = {"office": office, "urgency": han, "state": state, "direct": "true" if chi else ""}
    listed = await open_dossiers(visit.intake, visit.processing, asked, cursor, _LIMIT)
    here = (("don-vi", office), ("han", han), ("trang-thai", state), ("chi", chi))
    urgency = _(URGENCIES.get(han, "")) if han else _("Đang mở")
    return visit.page(
        "dossier_list.html",
        status,
        words=words_of(await _name(visit, office), urgency, STATE_NAMES.get(state, ""), direct=bool(chi)),
        listed=listed,
        rows=open_rows(listed),
        following=further("/danh-sach", here, listed.next),
        reminds=visit.person.has(Role.LEADER),
        unit=_("hồ sơ"),
        **({"problems": [], "typed": {}} | more),
    )


@router.get("/danh-sach/hen-lai")
async def letters(visit: Visiting, office: Office, cursor: Page = None) -> Response:
    """Dossiers that need a letter of apology today if they are not finished in time."""
    listed = await letters_due(visit.intake, visit.processing, office, cursor, _LIMIT)
    return visit.page(
        "dossier_list.html",
        words=words_of(await _name(visit, office), _("Hôm nay phải xin lỗi và hẹn lại nếu không kịp trả")),
        listed=listed,
        rows=letter_rows(listed),
        following=further("/danh-sach/hen-lai", (("don-vi", office),), listed.next),
        reminds=False,
        unit=_("hồ sơ"),
        problems=[],
        typed={},
    )


@router.get("/danh-sach/so-lieu")
async def counted(
    visit: Visiting, so: str, office: Office, tu: date, den: date, chi: Direct = "", cursor: Page = None
) -> Response:
    """Exactly what the yearbook counted. Refuses a figure that this list does not know."""
    if so not in COUNTED:
        raise NotFound("figure_not_found", "Không có danh sách cho con số này")
    path, measure, title = COUNTED[so]
    span = {"office": office, "from": f"{tu}", "to": f"{den}", "below": "false" if chi else "true"}
    if measure:
        asked = span | {"measure": measure}
        listed = await counted_dossiers(visit.intake, visit.stats, path, asked, cursor, _LIMIT)
    else:
        listed = await votes(visit.stats, span, cursor, _LIMIT)
    here = (("so", so), ("don-vi", office), ("tu", f"{tu}"), ("den", f"{den}"), ("chi", chi))
    period = _("từ {first} đến {last}").format(first=day(tu), last=day(den))
    return visit.page(
        "dossier_list.html",
        words=words_of(await _name(visit, office), _(title), period, direct=bool(chi)),
        listed=listed,
        rows=counted_rows(so, listed),
        following=further("/danh-sach/so-lieu", here, listed.next),
        reminds=False,
        unit=_("phiếu") if not measure else _("hồ sơ"),
        problems=[],
        typed={},
    )


@router.post("/danh-sach")
async def remind(visit: Visiting, office: Office, han: Urgency = "", state: State = "", chi: Direct = "") -> Response:
    """Reminds who holds the dossiers that were ticked; it stands in each one's history."""

    async def act() -> str:
        chosen = [_chosen(value) for value in visit.typed_all("chon")]
        if not chosen:
            words = _("Chưa chọn hồ sơ nào")
            raise Invalid("nothing_ticked", words, fields={"list": words})
        body = {"note": visit.typed("note") or _("Đề nghị xử lý ngay"), "dossiers": chosen}
        told = await visit.processing.post("/reminders", body)
        say_done(visit, _("Đã nhắc người giữ {n} hồ sơ").format(n=told["done"]), told["items"])
        return f"{visit.request.url.path}?{visit.request.url.query}"

    try:
        return await visit.once(act)
    except Refusal as refusal:
        more = {"problems": problems_of(refusal), "typed": visit.back_in_words()}
        return await _draw_open(visit, office, han, state, chi, None, refusal.status, **more)


def _chosen(value: str) -> dict[str, object]:
    code, _sep, version = value.partition("|")
    if not version.isdecimal():
        raise Invalid("tick_not_valid", _("Mở lại danh sách rồi chọn lại"))
    return {"dossier": code, "version": int(version)}


async def _name(visit: Visit, code: str) -> str:
    return str((await read_office(visit.intake, code))["name"])
