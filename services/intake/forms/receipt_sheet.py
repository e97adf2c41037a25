"""Form 01, giấy tiếp nhận hồ sơ và hẹn trả kết quả: what it says about a dossier."""

from collections.abc import Sequence
from datetime import datetime

from services.intake.domain.applicant import ApplicantKind
from services.intake.domain.dossier_code import read_dossier_code
from services.intake.domain.phone import spelled_at_home
from services.intake.domain.receipt import PaperForm
from services.intake.forms.form_sets import Form, form_set
from services.intake.forms.letterhead import day_of_paper, letterhead, month_of_paper
from services.intake.forms.sheet import Sheet
from services.intake.forms.symbols import code128, qr_svg
from services.intake.queries.dossiers import DossierRead
from shared.worktime import LEGAL_ZONE, Term, Unit, legal_day

_PAPER_FORMS = {PaperForm.ORIGINAL: "Bản chính", PaperForm.COPY: "Bản sao", PaperForm.ELECTRONIC: "Bản điện tử"}
_NO_TERM = "chưa công bố"
_NO_DATE = "bộ phận tiếp nhận sẽ thông báo"


def receipt_sheet(dossier: DossierRead, names: Sequence[str]) -> Sheet:
    """By the set in force on the day of acceptance; `names` are the offices down to the desk, the nation left out."""
    accepted_on = legal_day(dossier.accepted_at)
    forms = form_set(accepted_on)
    head = letterhead(names, forms.desk_name)
    bars = code128(dossier.code)
    says = {
        "superior": head.superior.upper(),
        "desk": head.desk.upper(),
        "title": forms.forms[Form.RECEIPT].title,
        "prescribed": f"Mẫu số {forms.forms[Form.RECEIPT].number}, {forms.circular}",
        "number": _number(dossier.code),
        "place_and_day": day_of_paper(head.place, accepted_on),
        "code": dossier.code,
        "qr": qr_svg(dossier.code),
        "bars": bars.svg,
        "modules": bars.modules,
        "applicant": dossier.applicant_name,
        "numbers": _numbers(dossier),
        "address": dossier.address or "",
        "procedure": dossier.procedure_name,
        "procedure_code": dossier.procedure,
        "summary": dossier.summary or "",
        "papers": [[paper["name"], _PAPER_FORMS[paper["form"]], str(paper["quantity"])] for paper in dossier.papers],
        "sets": f"{dossier.sets:02}",
        "term": _term(dossier),
        "received": _moment(dossier.accepted_at),
        "due": _moment(dossier.due_at) if dossier.due_at else _NO_DATE,
        "returned_at_desk": head.desk,
        "received_by": dossier.received_by,
    }
    return Sheet(Form.RECEIPT, dossier.code, dossier.accepted_at, says)


def _numbers(dossier: DossierRead) -> list[list[str]]:
    """Label and value of the applicant's numbers, as far as they are known."""
    phone = spelled_at_home(dossier.phone) if dossier.phone else None
    numbers = [(_number_label(dossier), dossier.identity_number), ("Số điện thoại", phone)]
    return [[label, value] for label, value in numbers if value]


def _number_label(dossier: DossierRead) -> str:
    if len(dossier.identity_number or "") == 12:
        return "Số định danh"
    is_person = dossier.applicant_kind in (ApplicantKind.CITIZEN, ApplicantKind.FOREIGNER)
    return "Số giấy tờ tùy thân" if is_person else "Mã số thuế"


def _number(code: str) -> str:
    read = read_dossier_code(code)
    return f"{read.number:04}" if read else ""


def _term(dossier: DossierRead) -> str:
    if dossier.term_unit is None or dossier.term_amount is None:
        return _NO_TERM
    return str(Term(Unit(dossier.term_unit), dossier.term_amount))


def _moment(at: datetime) -> str:
    """`17 giờ 00 phút, ngày 10 tháng 3 năm 2026`."""
    local = at.astimezone(LEGAL_ZONE)
    return f"{local:%H} giờ {local:%M} phút, ngày {local:%d} tháng {month_of_paper(local)} năm {local.year}"
