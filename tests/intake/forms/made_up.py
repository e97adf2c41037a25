"""A made-up dossier as it is read back, the papers of a land transfer, and a printed page with its symbols read."""

import io
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pypdf
import pypdfium2
import zxingcpp

from services.intake.queries.dossiers import DossierRead, StandingRead

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


def text_of(pdf: bytes) -> str:
    """Words of all pages with single blanks."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def pages_of(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def scanned(pdf: bytes, dpi: int = 200) -> dict[str, str]:
    """What a scanner reads on the first page, by kind of symbol."""
    with pypdfium2.PdfDocument(pdf) as document:
        bitmap = document[0].render(scale=dpi / 72, grayscale=True)
        rows = memoryview(bytes(bitmap.buffer)).cast("B", (bitmap.height, bitmap.stride))
        found = zxingcpp.read_barcodes(rows)
        return {str(symbol.format).rpartition(".")[2]: symbol.text for symbol in found}
