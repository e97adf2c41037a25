"""The official papers: processor time of one form, from the sheet's words to the PDF's last byte."""

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
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
from services.processing.domain.hand_overs import hand_overs
from services.processing.domain.person import Person
from services.processing.domain.state import Act
from services.processing.forms.control_slip import Slip, control_slip_sheet
from services.processing.forms.notices import Told, apology_sheet, stop_sheet
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
)
from tests.processing.made_up import ROUTE
from tests.processing.made_up import a_dossier as dossier_at_work
from tests.processing.tale import Tale
from tests.support.certificates import MAKERS, Authority
from tests.support.printed import pages_of

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
    _bench_processing(plain, count)
    _bench_register(plain, max(count // 10, 3))


def _bench_processing(press: Press, count: int) -> None:
    """The papers of a dossier at work."""
    due_at, promised_at = ACCEPTED_AT + timedelta(days=14), ACCEPTED_AT + timedelta(days=21)
    tale = _tale()

    def apology(number: int) -> bytes:
        return press._print(apology_sheet(_told(number), due_at, promised_at), SheetSize.A5)

    def stop(number: int) -> bytes:
        return press._print(stop_sheet(_told(number), "người nộp yêu cầu rút hồ sơ", "Toàn bộ giấy tờ"), SheetSize.A5)

    def slip(number: int) -> bytes:
        matter = replace(tale.dossier.matter, code=_code(number))
        dossier = replace(tale.dossier, matter=matter)
        return press._print(control_slip_sheet(Slip(dossier, tale.acts, _person(number), NAMES, {})), SheetSize.A5)

    _show("04, apology", apology, count)
    _show("05, stop notice", stop, count)
    _show(f"06, slip, {len(hand_overs(tale.dossier, tale.acts))} hand-overs", slip, count)


def _tale() -> Tale:
    """Desk, officer, another officer, head, and back to the desk."""
    return (
        Tale(dossier_at_work("2026-03-05 09:00", route=ROUTE), "canbo.quay")
        .do(Act.HANDED_OVER, "2026-03-05 10:00", "canbo.quay")
        .do(Act.TAKEN_UP, "2026-03-05 14:00", "lanhdao.a", assignee="canbo.a")
        .do(Act.ASSIGNED, "2026-03-06 08:00", "lanhdao.a", step=2, assignee="canbo.b")
        .do(Act.PASSED_ON, "2026-03-10 08:00", "canbo.b", step=2, assignee="lanhdao.a")
        .do(Act.FINISHED, "2026-03-12 08:00", "lanhdao.a")
        .do(Act.RETURNED, "2026-03-12 15:00", "canbo.tra")
    )


def _person(number: int) -> Person:
    owner, address = f"Nguyễn Thị Mẫu {number}", f"Số {number}, đường Mẫu"
    return Person(owner, "Đăng ký biến động quyền sử dụng đất", address=address, phone="+84912345678")


def _told(number: int) -> Told:
    return Told(
        names=NAMES,
        number=f"{number}/PXL",
        code=_code(number),
        procedure="1.012783",
        person=_person(number),
        actor="lanhdao.a",
        made_at=ACCEPTED_AT + timedelta(days=7),
        accepted_at=ACCEPTED_AT,
        reason="Chờ ý kiến của sở chuyên ngành",
    )


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
