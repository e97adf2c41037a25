"""The workbook of a report: every formula gives the value beside it, whatever program opens it."""

from dataclasses import replace
from datetime import date

import pytest

from services.stats.domain.figures import Crossed, Figures, Sums, figures_of, sum_of
from services.stats.domain.measure import Map
from services.stats.domain.period import Period
from services.stats.domain.report_form import report_form
from services.stats.domain.report_table import Counted, LineOf, fill_in
from services.stats.forms.report_paper import ReportPaper
from services.stats.forms.report_xlsx import write_report_xlsx
from tests.stats.spreadsheet import Worked

FIRST_QUARTER = Period(date(2025, 12, 15), date(2026, 3, 14))
BASE = Sums(open_before=40, direct=60, online=30, post=10, received=100, early=50, on_time=20, late=6)


def some(times: int, **more: int) -> Figures:
    """More dossiers with each `times`; what is resolved goes, what is not stays open."""
    sums = Sums()
    for _ in range(times):
        sums = sum_of([sums, BASE])
    sums = sums._replace(**more)
    moved = Crossed(0, 0)
    ends = sums.early + sums.on_time + sums.late + sums.stopped + sums.withdrawn + sums.unclassed
    return figures_of(sums._replace(open=sums.open_before + sums.received - ends, overdue=times), crossed=moved)


def whole(*parts: Figures) -> Figures:
    added = {name: sum(getattr(part, name) for part in parts) for name in Figures.__dataclass_fields__}
    return Figures(**added)


def a_report(form: str = "II.06a", *, with_fields: bool = True) -> ReportPaper:
    towns = [some(1), some(2, unclassed=3), some(3, stopped=2, withdrawn=1)]
    district = Counted(
        LineOf.LEVEL, "district", "Cấp huyện", whole(*towns[:2]),
        [Counted(LineOf.FIELD, "Đất đai", "Đất đai", towns[0]), Counted(LineOf.FIELD, "Hộ tịch", "Hộ tịch", towns[1])],
    )  # fmt: skip
    commune = Counted(
        LineOf.LEVEL, "commune", "Cấp xã", towns[2], [Counted(LineOf.FIELD, "Hộ tịch", "=Hộ tịch", towns[2])]
    )
    lines = [district, commune] if with_fields else [replace(district, below=()), replace(commune, below=())]
    total = Counted(LineOf.TOTAL, "H62", "Tổng số", whole(*towns), lines)
    filled = fill_in(report_form(form, FIRST_QUARTER.to_on), total)
    return ReportPaper(
        filled, FIRST_QUARTER, FIRST_QUARTER.to_on, Map.THEN, "Tỉnh Vĩnh Phúc", ["Tỉnh Vĩnh Phúc"], date(2026, 3, 16)
    )


@pytest.mark.parametrize("form", ["II.06a", "07a-BTP"])
@pytest.mark.parametrize("with_fields", [True, False])
def test_every_formula_gives_the_value_that_was_written(form: str, with_fields: bool) -> None:
    sheet = Worked(write_report_xlsx(a_report(form, with_fields=with_fields)))
    cells = list(sheet.formula_cells())
    assert len(cells) > 20
    for cell in cells:
        assert sheet.work_out(cell.coordinate) == sheet.values[cell.coordinate].value, cell.coordinate


def test_the_sums_of_the_form_are_formulas_and_its_checks_are_nothing() -> None:
    paper = a_report()
    sheet = Worked(write_report_xlsx(paper))
    total = sheet.row_of("Tổng số")
    assert tuple(total[2:13]) == paper.filled.total.cells
    assert total[13:15] == [3, 0]  # not classed, handed over: outside the printed area
    assert total[15:19] == [0, 0, 0, 0]
    line = next(row for row in sheet.formulas.iter_rows() if row[1].value == "Đất đai")
    assert [line[place].data_type for place in (2, 3, 6, 7, 10)] == ["f", "n", "f", "n", "f"]
    head = next(row for row in sheet.formulas.iter_rows() if row[1].value == "Cấp huyện")
    assert all(cell.data_type == "f" for cell in head[2:19])


def test_the_paper_says_form_period_units_and_what_it_cannot_show() -> None:
    texts = Worked(write_report_xlsx(a_report())).texts()
    assert "Biểu số: II.06a/VPCP/KSTT" in texts
    assert "Kỳ báo cáo: Quý I năm 2026 (Từ ngày 15/12/2025 đến ngày 14/03/2026)" in texts
    assert "Đơn vị báo cáo: Ủy ban nhân dân tỉnh Vĩnh Phúc" in texts
    assert "Đơn vị nhận báo cáo: Văn phòng Chính phủ" in texts
    assert "Đơn vị tính: Số hồ sơ TTHC" in texts
    assert any("3 hồ sơ chưa xếp loại" in text for text in texts)
    assert "=Hộ tịch" in texts  # a name is never a formula
    assert "THỦ TRƯỞNG ĐƠN VỊ" in texts


def test_a_column_without_a_source_says_so() -> None:
    total = Worked(write_report_xlsx(a_report("07a-BTP"))).row_of("Tổng số")
    assert total[4] == "chưa có nguồn"
    assert 0 not in total[4:8]


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert write_report_xlsx(a_report()) == write_report_xlsx(a_report())


def test_lines_that_handed_over_to_one_another_add_up_by_formula_too() -> None:
    old = figures_of(Sums(open_before=10, early=8), crossed=Crossed(moved_out=2))
    new = figures_of(Sums(direct=5, received=5, early=6, open=1), crossed=Crossed(moved_in=2))
    both = figures_of(Sums(open_before=10, direct=5, received=5, early=14, open=1))
    lines = [Counted(LineOf.OFFICE, name, name, figures) for name, figures in (("Cũ", old), ("Mới", new))]
    filled = fill_in(report_form("II.06a", FIRST_QUARTER.to_on), Counted(LineOf.TOTAL, "H62", "Tổng số", both, lines))
    paper = replace(a_report(), filled=filled)
    sheet = Worked(write_report_xlsx(paper))
    assert sheet.row_of("Trừ hồ sơ bàn giao giữa các dòng của báo cáo")[2] == -2
    for cell in sheet.formula_cells():
        assert sheet.work_out(cell.coordinate) == sheet.values[cell.coordinate].value, cell.coordinate
