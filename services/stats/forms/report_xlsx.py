"""A report as a workbook: every sum is a formula that carries its value, so that all readers show the same number.

Outside the printed area stand what no column of the form has, and for each line one check of every identity: 0.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from services.stats.domain.report_form import NO_SOURCE
from services.stats.domain.report_table import Line
from services.stats.forms.report_formulas import Formulas
from services.stats.forms.report_header import depth_of, headings
from services.stats.forms.report_paper import SIGNERS, ReportPaper

_A4 = 9
_FIRST = 2  # columns (1) and (2) are the number of the line and what it is about
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_FONT = {"font_name": "Times New Roman", "text_wrap": True, "valign": "vcenter"}
_LOOKS: dict[str, dict[str, Any]] = {
    "left": {},
    "middle": {"align": "center"},
    "bold": {"align": "center", "bold": True},
    "title": {"align": "center", "bold": True, "font_size": 14},
    "unit": {"align": "right", "italic": True},
    "heading": {"align": "center", "bold": True, "border": 1},
    "number": {"align": "center", "italic": True, "border": 1, "font_size": 9},
    "count": {"num_format": "#,##0", "border": 1},
    "sum": {"num_format": "#,##0", "border": 1, "bold": True},
    "text": {"border": 1},
    "head": {"border": 1, "bold": True},
    "empty": {"border": 1, "align": "center", "italic": True, "font_size": 8, "font_color": "#595959"},
    "outside": {"num_format": "#,##0", "font_color": "#595959", "align": "center"},
}


def write_report_xlsx(paper: ReportPaper) -> bytes:
    """The same paper gives the same bytes."""
    target, form = BytesIO(), paper.filled.form
    with Workbook(target, _OPTIONS) as book:
        created = datetime(*paper.made_on.timetuple()[:3])  # noqa: DTZ001  (a workbook's days have no zone)
        book.set_properties({"title": f"{form.number}: {form.title}", "author": paper.reporting, "created": created})
        page = _Page(book, paper)
        page.head()
        page.table()
        page.end()
    return target.getvalue()


class _Page:
    """The sheet is written from the top, row by row."""

    def __init__(self, book: Workbook, paper: ReportPaper) -> None:
        self._page = book.add_worksheet("Bieu bao cao")
        self._looks = {name: book.add_format(_FONT | look) for name, look in _LOOKS.items()}
        self._paper, self._form = paper, paper.filled.form
        self._last = _FIRST + len(self._form.columns) - 1
        self._formulas = Formulas(self._form, _FIRST)
        self._row = 0

    def head(self) -> None:
        """Form on the left, title in the middle, who reports to whom on the right."""
        paper, third = self._paper, max(2, self._last // 4)
        sides = (
            (f"Biểu số: {self._form.number}", self._form.title, f"Đơn vị báo cáo: {paper.reporting}"),
            (paper.prescribed, paper.period_line, f"Đơn vị nhận báo cáo: {paper.receiver}"),
        )
        for row, (look, height, texts) in enumerate(zip(("title", "middle"), (54, 34), sides, strict=True)):
            self._page.set_row(row, height)
            edges = ((0, third), (third + 1, self._last - third), (self._last - third + 1, self._last))
            for (left, right), style, text in zip(edges, ("left", look, "left"), texts, strict=True):
                self._page.merge_range(row, left, row, right, text, self._looks[style])
        self._row = 2
        self._across(f"Đơn vị tính: {self._form.unit}", "unit")

    def table(self) -> None:
        self._headings()
        first = self._row
        lines = list(self._paper.numbered())
        rows = {id(line): first + place for place, (_, _, line) in enumerate(lines)}
        for mark, depth, line in lines:
            self._line(mark, line, [rows[id(part)] for part in line.below], is_head=depth == 0 and bool(line.below))
        total = self._paper.filled.total
        self._line("", total, [rows[id(line)] for line in total.below], is_head=True)

    def end(self) -> None:
        for place, note in enumerate(self._paper.notes):
            self._across(f"{'Ghi chú: ' if place == 0 else ''}{note}", "left", 16 * (1 + len(note) // 150))
        self._row += 1
        self._two_sides("", self._paper.place_and_day, "unit")
        for words, look in zip(zip(*SIGNERS, strict=True), ("bold", "middle"), strict=True):
            self._two_sides(*words, look)
        self._print()

    def _headings(self) -> None:
        top = self._row
        for each in headings(self._form):
            start = (top + each.top, each.left)
            if each.rows * each.columns == 1:
                self._page.write_string(*start, each.text, self._looks["heading"])
            else:
                end = (start[0] + each.rows - 1, start[1] + each.columns - 1)
                self._page.merge_range(*start, *end, each.text, self._looks["heading"])
        depth = depth_of(self._form)
        self._row = top + depth
        for row in range(top, self._row):
            self._page.set_row(row, 44 if row == self._row - 1 else 22)
        numbers = [1, 2, *(column.number for column in self._form.columns)]
        for place, number in enumerate(numbers):
            self._page.write_string(self._row, place, f"({number})", self._looks["number"])
        for place, name in enumerate(self._formulas.outside_names, start=self._last + 1):
            self._page.write_string(self._row, place, name, self._looks["outside"])
        self._page.repeat_rows(top, self._row)
        self._row += 1
        self._page.freeze_panes(self._row, _FIRST)

    def _line(self, mark: str, line: Line, below: Sequence[int], *, is_head: bool) -> None:
        look, words = ("sum", "head") if is_head else ("count", "text")
        self._page.write_string(self._row, 0, mark, self._looks["number"])
        self._page.write_string(self._row, 1, line.title, self._looks[words])
        for place, (count, formula) in enumerate(self._formulas.of(line, self._row, below), start=_FIRST):
            style = self._looks[look if place <= self._last else "outside"]
            if count is None:
                self._page.write_string(self._row, place, NO_SOURCE, self._looks["empty"])
            elif formula:
                self._page.write_formula(self._row, place, formula, style, count)
            else:
                self._page.write_number(self._row, place, count, style)
        self._row += 1

    def _print(self) -> None:
        self._page.set_column(0, 0, 5)
        self._page.set_column(1, 1, 34)
        self._page.set_column(_FIRST, self._last, 10)
        self._page.set_column(self._last + 1, self._last + len(self._formulas.outside_names), 22)
        self._page.set_landscape()
        self._page.set_paper(_A4)
        self._page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self._page.fit_to_pages(1, 0)
        self._page.print_area(0, 0, self._row, self._last)
        self._page.set_footer(f"&L&9{self._form.number}&R&9Trang &P/&N")

    def _across(self, text: str, look: str, height: int = 16) -> None:
        self._page.set_row(self._row, height)
        self._page.merge_range(self._row, 0, self._row, self._last, text, self._looks[look])
        self._row += 1

    def _two_sides(self, left: str, right: str, look: str) -> None:
        middle = self._last // 2
        self._page.merge_range(self._row, 0, self._row, middle, left, self._looks[look])
        self._page.merge_range(self._row, middle + 1, self._row, self._last, right, self._looks[look])
        self._row += 1
