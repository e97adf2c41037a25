"""Publishing decisions: prepared, filled by hand or from a file, published, and entered in the national database."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.desk.clients import catalogue
from services.desk.dependencies import Visit, Visiting
from services.desk.forms.boxes import Boxes, without_none
from services.desk.pages.administration.writing import Draw, Problems, Typed, write
from services.desk.presenters.catalogue import ACTIONS, act_words, changes_words
from services.desk.texts import _
from shared.errors import Refusal
from shared.vietnamese import number

router = APIRouter()
PLACE = "/quan-tri/quyet-dinh"
_HEAD_FIELDS = {"office_not_found": "issuer", "office_out_of_reach": "issuer", "decision_number_taken": "number"}


@router.get(PLACE)
async def found(
    visit: Visiting,
    state: Annotated[str, Query(max_length=20)] = "",
    number: Annotated[str, Query(max_length=200)] = "",
    cursor: Annotated[str | None, Query(max_length=400)] = None,
) -> Response:
    page = await catalogue.page_of_decisions(visit.intake, state=state, number=number.strip(), cursor=cursor)
    asked = {"state": state, "number": number, "cursor": cursor}
    return visit.page("administration/decisions.html", found=page, asked=asked, typed=visit.typed_before(), problems=[])


@router.post(PLACE)
async def prepare(visit: Visiting) -> Response:
    boxes = Boxes(visit.back_in_words())
    body = _heading(boxes) | without_none({"issuer": boxes.text("issuer", _("Nhập mã cơ quan ban hành"))})

    async def act() -> str:
        told = await catalogue.prepare_decision(visit.intake, body)
        visit.say(_("Đã lập dự thảo. Đưa các thủ tục vào rồi công bố"))
        return f"{PLACE}/{told['id']}"

    if boxes.problems:
        return await _prepare_again(visit, boxes.problems, 422)
    try:
        return await visit.once(act)
    except Refusal as refusal:
        problems = [(_HEAD_FIELDS.get(refusal.code, ""), refusal.message)]
        return await _prepare_again(visit, problems, refusal.status)


@router.get(PLACE + "/{id_}")
async def one(visit: Visiting, id_: UUID, cursor: Annotated[str | None, Query(max_length=400)] = None) -> Response:
    return await _one(visit, id_, visit.typed_before(), [], cursor=cursor)


@router.post(PLACE + "/{id_}/phan-dau")
async def change(visit: Visiting, id_: UUID) -> Response:
    """The legal basis stays as it is."""
    boxes = Boxes(visit.back_in_words())
    body = _heading(boxes)

    async def act() -> str:
        await catalogue.change_decision(visit.intake, str(id_), body)
        return _("Đã sửa phần đầu của dự thảo")

    return await _written(visit, id_, act, _HEAD_FIELDS, boxes.problems)


@router.post(PLACE + "/{id_}/thu-tuc")
async def put_item(visit: Visiting, id_: UUID) -> Response:
    """One that ends, or is replaced by another; new texts come from a file."""
    boxes = Boxes(visit.back_in_words())
    code = boxes.text("code", _("Nhập mã thủ tục"))
    body = without_none({"action": boxes.text("action"), "replaced_by": boxes.text("replaced_by")})

    async def act() -> str:
        await catalogue.put_item(visit.intake, str(id_), code or "", body)
        return _("Đã đưa {code} vào dự thảo").format(code=code)

    return await _written(visit, id_, act, {"": "code", "procedure_not_found": "code"}, boxes.problems)


@router.post(PLACE + "/{id_}/bo")
async def drop_item(visit: Visiting, id_: UUID) -> Response:
    code = visit.typed("dropped")

    async def act() -> str:
        await catalogue.drop_item(visit.intake, str(id_), code)
        return _("Đã bỏ {code} khỏi dự thảo").format(code=code)

    return await _written(visit, id_, act, {}, [])


@router.post(PLACE + "/{id_}/cong-bo")
async def publish(visit: Visiting, id_: UUID) -> Response:
    async def act() -> str:
        told = await catalogue.publish_decision(visit.intake, str(id_))
        return _("Đã công bố {n} thủ tục").format(n=number(told["items"]["total"]))

    return await _written(visit, id_, act, {}, [])


@router.post(PLACE + "/{id_}/csdl-quoc-gia")
async def note_entry(visit: Visiting, id_: UUID) -> Response:
    boxes = Boxes(visit.back_in_words())
    entered_on = boxes.day("entered_on", _("Nhập ngày đã nhập cơ sở dữ liệu quốc gia"))

    async def act() -> str:
        await catalogue.note_entry(visit.intake, str(id_), entered_on or "")
        return _("Đã ghi ngày nhập cơ sở dữ liệu quốc gia")

    return await _written(visit, id_, act, {"entered_on_not_possible": "entered_on"}, boxes.problems)


@router.post(PLACE + "/{id_}/tep")
async def compare(visit: Visiting, id_: UUID) -> Response:
    """What a file would change; `lam=ghi` puts it into the draft."""
    file, is_committing = visit.file("tep"), visit.typed("lam") == "ghi"
    if file is None:
        return await _one(visit, id_, visit.back_in_words(), [("tep", _("Chọn tệp danh mục (.xlsx, .csv, .zip)"))], 422)
    abolish = visit.typed("bai_bo") == "1"
    try:
        told = await catalogue.import_file(visit.intake, str(id_), file, commit=is_committing, abolish=abolish)
    except Refusal as refusal:
        return await _one(visit, id_, visit.back_in_words(), [("tep", refusal.message)], refusal.status)
    if is_committing:
        said = _("Đã đưa {n} thủ tục vào dự thảo").format(n=number(told["items_put"]))
        return visit.lead_to(f"{PLACE}/{id_}", said)
    return await _one(visit, id_, visit.back_in_words(), [], compared=told)


def _heading(boxes: Boxes) -> dict[str, Any]:
    return without_none(
        {
            "title": boxes.text("title", _("Nhập trích yếu")),
            "number": boxes.text("number"),
            "decided_on": boxes.day("decided_on"),
            "effective_on": boxes.day("effective_on"),
        }
    )


async def _written(visit: Visit, id_: UUID, act: Any, fields: dict[str, str], problems: Problems) -> Response:
    async def again(typed: Typed, wrong: Problems, status: int) -> Response:
        return await _one(visit, id_, typed, wrong, status)

    draw: Draw = again
    return await write(visit, act, draw, leads_to=f"{PLACE}/{id_}", fields=fields, problems=problems)


async def _prepare_again(visit: Visit, problems: Problems, status: int) -> Response:
    page = await catalogue.page_of_decisions(visit.intake, state="", number="", cursor=None)
    shown = {"found": page, "asked": {"state": "", "number": "", "cursor": None}, "problems": problems}
    return visit.page("administration/decisions.html", status, typed=visit.back_in_words(), **shown)


async def _one(
    visit: Visit,
    id_: UUID,
    typed: Typed,
    problems: Problems,
    status: int = 200,
    cursor: str | None = None,
    compared: dict[str, Any] | None = None,
) -> Response:
    whole = await catalogue.whole_decision(visit.intake, str(id_), cursor)
    shown = {"whole": whole, "decision": whole.decision, "is_draft": whole.decision["published_at"] is None}
    words = {"actions": ACTIONS, "act_words": act_words, "changes_words": changes_words}
    return visit.page(
        "administration/decision.html", status, typed=typed, problems=problems, compared=compared, **shown, **words
    )
