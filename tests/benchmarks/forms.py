"""The official papers: processor time of one form, from the sheet's words to the PDF's last byte."""

import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from services.intake.forms.receipt_extras import ReceiptExtras
from services.intake.forms.receipt_sheet import receipt_sheet
from services.intake.forms.register_columns import cells_of
from services.intake.forms.register_head import RegisterHead
from services.intake.forms.register_pdf import register_sheet
from services.intake.forms.register_xlsx import write_xlsx
from services.intake.queries.registers.register_book import RegisterLine
from shared.clock import SetClock
from shared.forms.filing_notices import Filing, completion_request_sheet, refusal_sheet
from shared.forms.press import Press
from shared.forms.sheet import SheetSize
from shared.forms.signature import Signature
from shared.local.fonts import typeface
from shared.local.signing_certificate import open_signing_certificate
from tests.intake.forms.made_up import (
    ACCEPTED_AT,
    EXTRAS,
    NAMES,
    a_completion_request,
    a_dossier,
    a_filing,
    a_refusal_notice,
    pages_of,
)
from tests.support.certificates import MAKERS, Authority

_WARM_UP = 10
_BARE = ReceiptExtras()
_HEAD = RegisterHead.of(NAMES, date(2026, 1, 1), date(2026, 3, 5), 0, ACCEPTED_AT)


def bench_forms(count: int) -> None:
    """Each time another dossier: typst remembers what it has set, and a counter never prints the same twice."""
    print(f"\nForms ({typeface().family}, A5, one thread; processor time, median of {count} after {_WARM_UP})")
    plain, signing = Press(), Press(_signature())

    def receipt(press: Press, number: int, extras: ReceiptExtras = _BARE) -> bytes:
        dossier = a_dossier(code=_code(number), applicant_name=f"Nguyễn Thị Mẫu {number}", summary=f"Thửa {number}")
        return press._print(receipt_sheet(dossier, NAMES, extras), SheetSize.A5)

    def request(number: int) -> bytes:
        asked = a_completion_request(filing=_filing(number))
        return plain._print(completion_request_sheet(asked, NAMES), SheetSize.A5)

    def refusal(number: int) -> bytes:
        return plain._print(refusal_sheet(a_refusal_notice(filing=_filing(number)), NAMES), SheetSize.A5)

    _show("01, receipt", lambda number: receipt(plain, number), count)
    _show("01, with all it may say", lambda number: receipt(plain, number, EXTRAS), count)
    _show("01, signed (RSA 2048)", lambda number: receipt(signing, number), count)
    _show("02, completion request", request, count)
    _show("03, refusal", refusal, count)
    _bench_register(plain, max(count // 10, 3))


def _bench_register(press: Press, count: int) -> None:
    def paper(number: int) -> bytes:
        lines = [cells_of(_line(120 * number + place), place) for place in range(1, 121)]
        return press.set_pages(register_sheet(_HEAD, lines), SheetSize.A4)

    pages = pages_of(paper(0))
    print(f"    register, A4 lying: {_median(paper, count) / pages:6.1f} ms a page ({pages} pages of 120 lines)")
    rows = 20_000
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        write_xlsx(Path(folder) / "book.xlsx", _HEAD, (cells_of(_line(number), number) for number in range(rows)))
        spent = 1e6 * (time.process_time() - began)
    print(f"    register, workbook: {spent / rows:6.1f} µs a line ({rows} lines, once)")


def _show(title: str, work: Callable[[int], bytes], count: int) -> None:
    print(f"    {title:26} {_median(work, count):6.1f} ms, {len(work(0)) / 1e3:.0f} kB")


def _median(work: Callable[[int], bytes], count: int) -> float:
    """Milliseconds of processor time, of all threads."""
    spent = []
    for number in range(count + _WARM_UP):
        began = time.process_time()
        work(number)
        spent.append(1e3 * (time.process_time() - began))
    return median(spent[_WARM_UP:])


def _code(number: int) -> str:
    return f"000.00.19.H62-260305-{number:04}"


def _filing(number: int) -> Filing:
    return a_filing(code=_code(number), owner=f"Nguyễn Thị Mẫu {number}", address=f"Số {number}, đường Mẫu")


def _signature() -> Signature:
    clock = SetClock(ACCEPTED_AT)
    with tempfile.TemporaryDirectory() as folder:
        began = ACCEPTED_AT - timedelta(days=1)
        files = Authority.new().issue(MAKERS, Path(folder), began, timedelta(days=30))
        return Signature(open_signing_certificate(*files, clock.now()), clock)


def _line(number: int) -> RegisterLine:
    return RegisterLine(
        code=_code(number % 10_000),
        procedure_name="Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất",
        sets=1,
        applicant_name=f"Nguyễn Thị Mẫu {number}",
        address=f"Số {number}, đường Điện Biên, phường Trường Thi, tỉnh Ninh Bình",
        phone="+84912345678",
        lead_agency="Phòng Kinh tế, Hạ tầng và Đô thị",
        accepted_at=ACCEPTED_AT,
        due_at=ACCEPTED_AT + timedelta(days=14),
        returned_at=ACCEPTED_AT + timedelta(days=10),
        result_way="Trực tiếp",
        note=None,
        procedure="1.012783",
        channel="direct",
        ended_at=ACCEPTED_AT + timedelta(days=9),
        outcome="result",
    )
