"""The printed form of a report: one lying A4 page that says what the form prescribes."""

from datetime import date

import pypdfium2
import pytest

from services.stats.domain.report_form import report_form
from services.stats.forms.report_header import Heading, headings
from services.stats.forms.report_pdf import report_sheet
from shared.forms.press import Press
from shared.forms.sheet import SheetSize
from tests.stats.forms.test_report_xlsx import a_report
from tests.support.printed import text_of


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def test_the_form_says_period_units_sums_notes_and_who_signs(press: Press) -> None:
    pdf = press.set_sheet(report_sheet(a_report()), SheetSize.A4)
    said = text_of(pdf)
    for words in (
        "Biểu số: II.06a/VPCP/KSTT",
        "Thông tư số 01/2020/TT-VPCP",
        "Kỳ báo cáo: Quý I năm 2026 (Từ ngày 15/12/2025 đến ngày 14/03/2026)",
        "Ủy ban nhân dân tỉnh Vĩnh Phúc",
        "Văn phòng Chính phủ",
        "Đơn vị tính: Số hồ sơ TTHC",
        "I Cấp huyện 420 90 210 120 231 150 60 18 189 186 3",
        "Tổng số 840 180 420 240 462 300 123 36 378 372 6",
        "3 hồ sơ chưa xếp loại",
        "Vĩnh Phúc, ngày 16 tháng 3 năm 2026",
        "NGƯỜI LẬP BIỂU",
        "THỦ TRƯỞNG ĐƠN VỊ",
    ):
        assert words in said, words
    page = pypdfium2.PdfDocument(pdf)[0]
    assert page.get_width() > page.get_height()


def test_a_column_without_a_source_says_so_and_has_no_nought(press: Press) -> None:
    said = text_of(press.set_sheet(report_sheet(a_report("07a-BTP")), SheetSize.A4))
    assert said.count("chưa có nguồn") >= 13
    assert "Tổng số 840 360 chưa có" in said


def test_the_same_report_is_the_same_paper(press: Press) -> None:
    first, again = (press.set_sheet(report_sheet(a_report()), SheetSize.A4) for _ in range(2))
    assert first == again


def test_headings_cover_every_column_once() -> None:
    for name in ("II.06a", "07a-BTP"):
        form = report_form(name, date(2026, 10, 1))
        covered = [
            (row, column)
            for each in headings(form)
            for row in range(each.top, each.top + each.rows)
            for column in range(each.left, each.left + each.columns)
        ]
        assert len(covered) == len(set(covered)) == 3 * (len(form.columns) + 2)
    assert Heading(1, 3, 1, 2, "Trong kỳ") in headings(report_form("II.06a", date(2026, 10, 1)))
