"""Made-up dossiers, filings and what else papers say, and a printed page with its symbols read."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from services.intake.domain.dossiers.applicant import Proxy
from services.intake.domain.dossiers.receipt import Fee, PaidBy
from services.intake.forms.receipt_extras import PublishedTerm, ReceiptExtras, Revision
from services.intake.queries.dossiers.dossiers import DossierRead, StandingRead
from shared.forms.filing_notices import CompletionRequest, Filing, Lacking, RefusalNotice
from shared.forms.heading import moment_in_words
from shared.worktime import Term, Unit

CODE = "000.00.19.H62-260305-0001"
ACCEPTED_AT = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
NAMES = ("Tỉnh Ninh Bình", "Phường Trường Thi")
PAPERS = (
    "Đơn đăng ký biến động đất đai, tài sản gắn liền với đất (Mẫu số 18)",
    "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất đã cấp",
    "Hợp đồng chuyển nhượng quyền sử dụng đất đã được công chứng hoặc chứng thực",
    "Tờ khai thuế thu nhập cá nhân (Mẫu số 03/BĐS-TNCN)",
    "Tờ khai lệ phí trước bạ (Mẫu số 01/LPTB)",
    "Giấy xác nhận tình trạng hôn nhân của bên chuyển nhượng",
    "Căn cước của người nộp hồ sơ (đối chiếu qua VNeID)",
)


def a_dossier(**changes: Any) -> DossierRead:
    values: dict[str, Any] = {
        "id": UUID(int=7),
        "standing": StandingRead(0, "accepted", "27300.2025", None, None, None, None),
        "code": CODE,
        "office": "27300.2025",
        "desk": "27300.2025",
        "procedure": "1.012783",
        "procedure_version": 1,
        "procedure_name": "Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất trong các "
        "trường hợp chuyển đổi, chuyển nhượng, thừa kế, tặng cho, góp vốn",
        "field": "Đất đai",
        "level": "commune",
        "channel": "direct",
        "accepted_at": ACCEPTED_AT,
        "term_unit": "working_day",
        "term_amount": 10,
        "counts_by": "day",
        "due_at": datetime(2026, 3, 19, 10, 0, tzinfo=UTC),
        "due_on": date(2026, 3, 19),
        "origin": "counter",
        "received_by": "canbo.a",
        "applicant_name": "Nguyễn Thị Quỳnh Mẫu",
        "applicant_kind": "citizen",
        "identity_number": "036185001234",
        "identity_is_odd": False,
        "phone": "+84912345678",
        "address": "Số 15, ngõ 27 đường Điện Biên, phường Trường Thi, tỉnh Ninh Bình",
        "email": None,
        "born_on": None,
        "proxy": None,
        "case_name": None,
        "fees": [],
        "result_address": None,
        "filing": None,
        "revision": 1,
        "erased_at": None,
        "summary": "Chuyển nhượng toàn bộ thửa đất",
        "sets": 1,
        "papers": [{"name": name, "form": "original", "quantity": 1} for name in PAPERS],
        "lead_agency": None,
        "result_way": None,
        "note": None,
        "outcome": None,
        "ended_at": None,
        "returned_at": None,
    }
    return DossierRead(**(values | changes))


EXTRAS = ReceiptExtras(
    proxy=Proxy("Trần Văn Thay", "036190004321", basis="giấy ủy quyền chứng thực số 12/2026"),
    fees=(Fee("Lệ phí đăng ký đất đai", 28_000, PaidBy.CASH), Fee("Phí thẩm định hồ sơ", 1_250_000)),
    return_way="Qua dịch vụ bưu chính công ích",
    return_address="Số 15, ngõ 27 đường Điện Biên, phường Trường Thi",
    email="mau@example.vn",
    scanned=frozenset({0, 2}),
    revision=Revision(1, date(2026, 3, 6)),
    published=PublishedTerm(Term(Unit.WORKING_DAY, 15), "Quyết định số 123/QĐ-UBND ngày 05/01/2026"),
)


def a_filing(**changes: Any) -> Filing:
    values: dict[str, Any] = {
        "number": "15/HDHS",
        "code": CODE,
        "made_at": ACCEPTED_AT,
        "owner": "Nguyễn Thị Quỳnh Mẫu",
        "procedure": "Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất",
        "procedure_code": "1.012783",
        "filed_by": "Trần Văn Thay",
        "address": "Số 15, ngõ 27 đường Điện Biên, phường Trường Thi, tỉnh Ninh Bình",
        "phone": "+84912345678",
        "email": "mau@example.vn",
    }
    return Filing(**(values | changes))


def a_completion_request(**changes: Any) -> CompletionRequest:
    values: dict[str, Any] = {
        "filing": a_filing(),
        "lacking": (
            Lacking("Hợp đồng chuyển nhượng quyền sử dụng đất", "Chưa được công chứng hoặc chứng thực"),
            Lacking("Tờ khai lệ phí trước bạ (Mẫu số 01/LPTB)", "Thiếu chữ ký của bên chuyển nhượng"),
        ),
        "guide": "Lê Thị Hướng Dẫn",
        "contact": "bà Lê Thị Hướng Dẫn, quầy số 3",
        "contact_phone": "+842283822499",
        "legal_basis": "Nghị định số 101/2024/NĐ-CP",
        "answer_by": moment_in_words(datetime(2026, 3, 12, 10, 0, tzinfo=UTC)),
    }
    return CompletionRequest(**(values | changes))


def a_refusal_notice(**changes: Any) -> RefusalNotice:
    values: dict[str, Any] = {
        "filing": a_filing(number="07/HDHS"),
        "reasons": (
            "Thửa đất đang có tranh chấp theo thông báo thụ lý của Tòa án nhân dân khu vực 2",
            "Hồ sơ không thuộc thẩm quyền giải quyết của phường Trường Thi",
        ),
        "guide": "Lê Thị Hướng Dẫn",
        "legal_basis": "Luật Đất đai 2024, Điều 45",
        "contact_phone": "+842283822499",
    }
    return RefusalNotice(**(values | changes))
