"""Offices: found, registered, and each with its hours, agencies and duties."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.desk.clients import organisation
from services.desk.dependencies import Visit, Visiting
from services.desk.forms.boxes import Boxes, without_none
from services.desk.pages.administration.writing import Problems, Typed, write
from services.desk.presenters.organisation import KINDS, LEVELS, RANKS, hours_in_words, stands
from services.desk.texts import _
from shared.worktime import legal_day

router = APIRouter()
PLACE = "/quan-tri/don-vi"
Code = str


@router.get(PLACE)
async def found(
    visit: Visiting,
    q: Annotated[str, Query(max_length=200)] = "",
    parent: Annotated[str, Query(max_length=60)] = "",
    cursor: Annotated[str | None, Query(max_length=400)] = None,
) -> Response:
    page = await organisation.page_of_offices(visit.intake, q=q.strip(), parent=parent, cursor=cursor)
    return visit.page("administration/offices.html", q=q, parent=parent, found=page, **_words(visit))


@router.get(PLACE + "/moi")
async def new(visit: Visiting, parent: Annotated[str, Query(max_length=60)] = "") -> Response:
    return await _new(visit, visit.typed_before() or {"parent": [parent]}, [])


@router.post(PLACE + "/moi")
async def register(visit: Visiting) -> Response:
    boxes = Boxes(visit.back_in_words())
    body = without_none(
        {
            "code": boxes.text("code", _("Nhập mã đơn vị")),
            "name": boxes.text("name", _("Nhập tên đơn vị")),
            "level": boxes.text("level"),
            "kind": boxes.text("kind"),
            "parent": boxes.text("parent"),
            "valid_from": boxes.day("valid_from"),
            "code_prefix": boxes.text("code_prefix"),
            "hours": boxes.spans("hours"),
        }
    )

    async def act() -> str:
        await organisation.register_office(visit.intake, body)
        return _("Đã đăng ký {name}").format(name=body["name"])

    async def draw(typed: Typed, problems: Problems, status: int) -> Response:
        return await _new(visit, typed, problems, status)

    fields = {"office_code_taken": "code", "office_differs": "code", "parent_not_found": "parent"}
    fields |= {"parent_not_in_force": "parent", "office_out_of_reach": "parent", "hours_not_valid": "hours"}
    leads_to = f"{PLACE}/{body.get('code', '')}"
    return await write(visit, act, draw, leads_to=leads_to, fields=fields, problems=boxes.problems)


@router.get(PLACE + "/{code}")
async def one(visit: Visiting, code: Code) -> Response:
    return await _one(visit, code, visit.typed_before(), [])


@router.post(PLACE + "/{code}/gio")
async def change_hours(visit: Visiting, code: Code) -> Response:
    """From a coming day on."""
    boxes = Boxes(visit.back_in_words())
    from_on = boxes.day("hours_from", _("Nhập ngày bắt đầu"))
    body = {"valid_from": from_on, "sessions": boxes.spans("sessions", _("Nhập giờ làm việc"))}

    async def act() -> str:
        await organisation.set_hours(visit.intake, code, body)
        return _("Đã đặt giờ làm việc {hours}").format(hours=hours_in_words(body["sessions"] or ()))

    fields = {"valid_from": "hours_from", "hours_already_in_force": "hours_from", "hours_not_valid": "sessions"}
    return await _written(visit, code, act, fields, boxes.problems)


@router.post(PLACE + "/{code}/co-quan")
async def serve(visit: Visiting, code: Code) -> Response:
    boxes = Boxes(visit.back_in_words())
    body = {"agency": boxes.text("agency", _("Nhập mã cơ quan")), "valid_from": boxes.day("served_from")}

    async def act() -> str:
        await organisation.serve_agency(visit.intake, code, without_none(body))
        return _("Đã nhận hồ sơ của {agency}").format(agency=body["agency"])

    codes = ("office_not_found", "office_not_in_force", "agency_already_served")
    fields = {"valid_from": "served_from", "validity_reversed": "served_from", **dict.fromkeys(codes, "agency")}
    return await _written(visit, code, act, fields, boxes.problems)


@router.post(PLACE + "/{code}/thoi-phuc-vu")
async def end_service(visit: Visiting, code: Code) -> Response:
    boxes = Boxes(visit.back_in_words())
    agency, last_on = visit.typed("ended"), boxes.day("last_on", _("Nhập ngày cuối cùng"))

    async def act() -> str:
        await organisation.end_agency(visit.intake, code, agency, last_on or "")
        return _("Thôi nhận hồ sơ của {agency} sau ngày đã chọn").format(agency=agency)

    return await _written(visit, code, act, {"": "last_on"}, boxes.problems)


@router.post(PLACE + "/{code}/phan-cong")
async def give_duty(visit: Visiting, code: Code) -> Response:
    boxes = Boxes(visit.back_in_words())
    fields_named = [part.strip() for part in (boxes.text("fields") or "").split(";") if part.strip()]
    body: dict[str, Any] = {
        "person": boxes.text("person", _("Nhập tài khoản người được phân công")),
        "group_name": boxes.text("group_name", _("Nhập tên nhóm lĩnh vực")),
        "fields": fields_named,
        "rank": boxes.text("rank") or "primary",
        "valid_from": boxes.day("duty_from", _("Nhập ngày bắt đầu")),
    }

    async def act() -> str:
        await organisation.give_duty(visit.intake, code, body)
        return _("Đã phân công {person}").format(person=body["person"])

    fields = {"valid_from": "duty_from", "fields_missing": "fields", "validity_reversed": "duty_from"}
    return await _written(visit, code, act, fields, boxes.problems)


async def _written(visit: Visit, code: Code, act: Any, fields: dict[str, str], problems: Problems) -> Response:
    async def draw(typed: Typed, wrong: Problems, status: int) -> Response:
        return await _one(visit, code, typed, wrong, status)

    return await write(visit, act, draw, leads_to=f"{PLACE}/{code}", fields=fields, problems=problems)


async def _one(visit: Visit, code: Code, typed: Typed, problems: Problems, status: int = 200) -> Response:
    whole = await organisation.whole_office(visit.intake, code)
    shown = {"whole": whole, "office": whole.office, "typed": typed, "problems": problems}
    return visit.page("administration/office.html", status, **shown, **_words(visit))


async def _new(visit: Visit, typed: Typed, problems: Problems, status: int = 200) -> Response:
    shown = {"typed": typed, "problems": problems}
    return visit.page("administration/new_office.html", status, **shown, **_words(visit))


def _words(visit: Visit) -> dict[str, Any]:
    today = legal_day(visit.desk.clock.now()).isoformat()
    names = {"levels": LEVELS, "kinds": KINDS, "ranks": RANKS, "hours": hours_in_words, "today": today}
    return names | {"stands": stands}
