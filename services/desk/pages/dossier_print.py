"""Printing (B4): the forms possible now, their preview, one PDF of many, and the receipt to be read out."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from services.desk.clients import dossiers, papers
from services.desk.clients.papers import OF_ACT, RECEIPT, SLIP
from services.desk.clients.part import Part
from services.desk.dependencies import Visit, Visiting
from services.desk.pages.dossier import Code
from services.desk.presenters.names import Names
from services.desk.presenters.papers_shown import made_forms
from services.desk.presenters.print_page import print_lines
from services.desk.presenters.qr import qr_of
from services.desk.texts import _
from shared.errors import Invalid, Refusal
from shared.web.pages.security_headers import CSP, FRAMED_PDF

router = APIRouter()
KEY = rf"^(?:{RECEIPT}|{SLIP}|{OF_ACT}[1-9][0-9]{{0,8}})$"
Key = Annotated[str, Path(pattern=KEY)]
Size = Literal["a4", "a5"]
MOST = 50
_FRAMED_PAGE = CSP.format(form_action="").replace("frame-ancestors 'none'", "frame-ancestors 'self'")
_NO_FONT = "typeface_not_fit"


@router.get("/ho-so/{code}/in")
async def print_page(
    visit: Visiting,
    code: Code,
    giay: Annotated[str, Query(pattern=rf"^$|{KEY}")] = "",
    kho: Size = "a5",
    ban: Annotated[int, Query(ge=1, le=2)] = 1,
) -> Response:
    """`giay` names the paper in the frame (at first the last one made), `kho` its size, `ban` how many copies."""
    found = await dossiers.for_print(visit.intake, visit.processing, code)
    if found.work.found is None and found.taken.found is None:
        raise _refusal(found.work)
    before = await papers.prints(visit.intake, visit.processing, code)
    names = Names.of(found.names.found)
    forms = made_forms(found.work.found, found.taken.found, names)
    chosen = giay or _usual(found.work.found, [each.key for each in forms])
    return visit.page(
        "dossier_print.html",
        code=code,
        forms=forms,
        chosen=chosen,
        title=next((each.title for each in forms if each.key == chosen), ""),
        size=kho,
        copies=ban,
        faults=[each.fault for each in (found.work, found.taken, before.receipts, before.others) if each.fault],
        prints=print_lines(before.receipts, before.others, forms, names),
    )


def _usual(work: dict[str, Any] | None, keys: list[str]) -> str:
    """What the last act made; else the receipt, or whatever there is."""
    last = f"{OF_ACT}{work['version']}" if work else ""
    return last if last in keys else next(iter(keys), "")


def _refusal(fault: Part) -> Refusal:
    refusal = Refusal("dossier_refused", fault.fault)
    refusal.status = fault.status
    return refusal


@router.get("/ho-so/{code}/giay/{key}.pdf")
async def paper(
    visit: Visiting, code: Code, key: Key, kho: Size = "a5", ban: Annotated[int, Query(ge=1, le=2)] = 1
) -> Response:
    """The bytes as the service made them; two copies are bound in one file."""
    try:
        pdf = await papers.paper(visit.intake, visit.processing, code, key, kho)
    except Refusal as refusal:
        return _not_printed(visit, code, refusal)
    return _pdf(papers.bound_together([pdf] * ban), f"{code}-{key}")


def _pdf(content: bytes, name: str) -> Response:
    headers = {
        "Content-Security-Policy": FRAMED_PDF,
        "Content-Disposition": f'inline; filename="{name}.pdf"',
        "Cache-Control": "no-store",
    }
    return Response(content, media_type="application/pdf", headers=headers)


def _not_printed(visit: Visit, code: str, refusal: Refusal) -> Response:
    """Inside the frame: the sentence, and the receipt to be read out where the machine cannot print."""
    if refusal.status == 401:
        raise refusal
    message = _("Thiếu phông chữ tiếng Việt, báo quản trị") if refusal.code == _NO_FONT else refusal.message
    answer = visit.page("print_refused.html", refusal.status, code=code, message=message)
    answer.headers["Content-Security-Policy"] = _FRAMED_PAGE
    return answer


@router.get("/ho-so/{code}/doc")
async def read_out(visit: Visiting, code: Code) -> Response:
    """The receipt in large letters: to be read to the applicant, or photographed, where nothing can be printed."""
    taken = await dossiers.taken_of(visit.intake, code)
    address = f"{visit.desk.settings.tracker_url}/tra-cuu?ma={taken['code']}"
    return visit.page("dossier_read_out.html", taken=taken, address=address, qr=qr_of(address))


@router.post("/in-nhieu")
async def print_many(visit: Visiting) -> Response:
    """The ticked rows of a list (`ho_so`) as one PDF; what cannot be printed is listed, and the rest offered."""
    codes = list(dict.fromkeys(visit.typed_all("ho_so")))
    key, size = visit.typed("giay") or RECEIPT, visit.typed("kho") or "a5"
    _must_be_printable(codes, key, size)
    found = await papers.papers(visit.intake, visit.processing, codes, key, size)
    refused = [(code, each.fault) for code, each in zip(codes, found, strict=True) if each.found is None]
    if refused and not visit.typed("_con_lai"):
        fit = [code for code, each in zip(codes, found, strict=True) if each.found is not None]
        return visit.page("print_many.html", 409, refused=refused, fit=fit, key=key, size=size)
    return _pdf(papers.bound_together([each.found for each in found if each.found is not None]), "ho-so")


def _must_be_printable(codes: list[str], key: str, size: str) -> None:
    if not codes:
        raise Invalid("nothing_ticked", _("Chưa chọn hồ sơ nào để in. Quay lại danh sách và đánh dấu các dòng."))
    if len(codes) > MOST:
        raise Invalid("too_many_ticked", _("Mỗi lần in tối đa {n} hồ sơ. Chọn ít dòng hơn.").format(n=MOST))
    if key not in {RECEIPT, SLIP} or size not in {"a4", "a5"}:
        raise Invalid(
            "paper_not_known", _("In nhiều hồ sơ một lần: chỉ giấy hẹn hoặc phiếu kiểm soát, khổ A4 hoặc A5.")
        )
