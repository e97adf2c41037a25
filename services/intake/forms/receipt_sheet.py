"""Form 01, giấy tiếp nhận hồ sơ và hẹn trả kết quả: what it says about a dossier."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from services.intake.domain.dossiers.applicant import ApplicantKind, Proxy
from services.intake.domain.dossiers.dossier_code import read_dossier_code
from services.intake.domain.dossiers.receipt import Fee, PaperForm
from services.intake.domain.tracking.proof import in_two_halves
from services.intake.forms.receipt_extras import ReceiptExtras, Revision, Slip
from services.intake.queries.dossiers.dossiers import DossierRead
from shared.forms.form_sets import Form, form_set
from shared.forms.heading import head_of, heading, labelled, moment_in_words
from shared.forms.sheet import Sheet
from shared.forms.symbols import qr_svg
from shared.text import dialled
from shared.worktime import Term, Unit, legal_day

_PAPER_FORMS = {PaperForm.ORIGINAL: "Bản chính", PaperForm.COPY: "Bản sao", PaperForm.ELECTRONIC: "Bản điện tử"}
_SHORT = {PaperForm.ORIGINAL: "BC", PaperForm.COPY: "BS", PaperForm.ELECTRONIC: "ĐT"}
_SHORT_FORMS = "SL: số lượng; BC: bản chính; BS: bản sao; ĐT: bản điện tử; dấu * là đã số hóa."
_NO_TERM = "chưa công bố"
_NO_DATE = "bộ phận tiếp nhận sẽ thông báo"
_PLAIN = ReceiptExtras()
_TEMPLATES = Path(__file__).parent / "templates"


def receipt_sheet(dossier: DossierRead, names: Sequence[str], extras: ReceiptExtras = _PLAIN) -> Sheet:
    """By the set in force on the day of acceptance; `names` are the offices down to the desk, the nation left out."""
    forms = form_set(legal_day(dossier.accepted_at))
    head = head_of(names, forms)
    says = heading(Form.RECEIPT, forms, head, _number(dossier.code), dossier.code, dossier.accepted_at)
    says |= {
        "revision": _revision(extras.revision),
        "owner": dossier.applicant_name,
        "proxy": _proxy(extras.proxy),
        "filer": extras.proxy.name if extras.proxy else dossier.applicant_name,
        "numbers": _numbers(dossier, extras.email),
        "address": dossier.address or "",
        "procedure": dossier.procedure_name,
        "procedure_code": dossier.procedure,
        "summary": dossier.summary or "",
        "papers": [_paper(paper, place in extras.scanned) for place, paper in enumerate(dossier.papers)],
        "short_forms": _SHORT_FORMS,
        "sets": f"{dossier.sets:02}",
        **_terms(dossier, extras),
        "fees": [[fee.name, in_dong(fee.amount), _paid(fee)] for fee in extras.fees],
        "fees_total": in_dong(sum(fee.amount for fee in extras.fees)),
        "received": moment_in_words(dossier.accepted_at),
        "due": moment_in_words(dossier.due_at) if dossier.due_at else _NO_DATE,
        "returned": _returned(extras, head.desk),
        "received_by": dossier.received_by,
        **_tracked(dossier.code, extras.slip),
    }
    return Sheet(Form.RECEIPT, dossier.code, dossier.accepted_at, says, _TEMPLATES)


def _tracked(code: str, slip: Slip | None) -> dict[str, Any]:
    """The QR leads to the tracker and is the code alone where the receipt has no slip, as before there was one."""
    if slip is None:
        return {}
    secret = in_two_halves(slip.secret)
    return {"qr": qr_svg(slip.link(code)), "slip": {"secret": secret, "address": slip.shown_address}}


def in_dong(amount: int) -> str:
    """`1.250.000 đồng`."""
    return f"{amount:,} đồng".replace(",", ".")


def _paid(fee: Fee) -> str:
    if fee.amount == 0:
        return "Miễn"
    return "Đã nộp" if fee.paid_by else "Chưa nộp"


def _paper(paper: dict[str, Any], is_scanned: bool) -> list[str]:
    """Name, form and number of copies, and the form as a long list has it."""
    form = PaperForm(paper["form"])
    words = f"{_PAPER_FORMS[form]}, đã số hóa" if is_scanned else _PAPER_FORMS[form]
    return [paper["name"], words, str(paper["quantity"]), _SHORT[form] + "*" * is_scanned]


def _proxy(proxy: Proxy | None) -> str:
    if proxy is None:
        return ""
    more = [f"số giấy tờ {proxy.identity_number}" if proxy.identity_number else "", proxy.basis]
    return ", ".join([proxy.name, *filter(None, more)])


def _revision(revision: Revision | None) -> str:
    return f"Lần in theo đính chính số {revision.number}, ngày {revision.on:%d/%m/%Y}" if revision else ""


def _returned(extras: ReceiptExtras, desk: str) -> str:
    """At the desk unless another way was chosen; the address only where it is sent."""
    return ", ".join(filter(None, [extras.return_way or f"tại {desk}", extras.return_address]))


def _terms(dossier: DossierRead, extras: ReceiptExtras) -> dict[str, Any]:
    """The limit that was counted, and the published one where a decision has shortened it."""
    counted = _NO_TERM
    if dossier.term_unit is not None and dossier.term_amount is not None:
        counted = str(Term(Unit(dossier.term_unit), dossier.term_amount))
    if extras.published is None:
        return {"term": counted, "shortened": "", "decision": ""}
    return {"term": str(extras.published.term), "shortened": counted, "decision": extras.published.decision}


def _numbers(dossier: DossierRead, email: str) -> list[list[str]]:
    """Label and value of the applicant's numbers, as far as they are known."""
    phone = dialled(dossier.phone) if dossier.phone else None
    return labelled((_number_label(dossier), dossier.identity_number), ("Số điện thoại", phone), ("Thư điện tử", email))


def _number_label(dossier: DossierRead) -> str:
    if len(dossier.identity_number or "") == 12:
        return "Số định danh"
    is_person = dossier.applicant_kind in (ApplicantKind.CITIZEN, ApplicantKind.FOREIGNER)
    return "Số giấy tờ tùy thân" if is_person else "Mã số thuế"


def _number(code: str) -> str:
    read = read_dossier_code(code)
    return f"{read.number:04}/TNHS" if read else ""
