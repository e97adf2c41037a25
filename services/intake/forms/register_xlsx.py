"""The register book as a workbook: real dates, text as text, header on every printed page. Rows are never kept."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from services.intake.forms.register_columns import COLUMNS, READ_BACK, RETURNED_AT, SETS_AT, Kind
from services.intake.forms.register_head import RegisterHead, RegisterTotals

_ALL = (*COLUMNS, *READ_BACK)
_LAST = len(COLUMNS) - 1
_MIDDLE = len(COLUMNS) // 2
_A4 = 9
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def write_xlsx(target: Path, head: RegisterHead, lines: Iterable[list[Any]]) -> None:
    """One sheet. Nothing in it is a formula: sums are written as the numbers they are."""
    with Workbook(str(target), {**_OPTIONS, "tmpdir": str(target.parent)}) as book:
        created = datetime.fromisoformat(head.made_at).replace(tzinfo=None)
        book.set_properties({"title": head.title, "author": head.desk, "created": created})
        page = _Page(book)
        page.head(head)
        totals = RegisterTotals()
        for cells in lines:
            page.line(cells)
            totals.add(cells[SETS_AT], cells[RETURNED_AT] is not None)
        page.end(head, totals)


class _Page:
    """The sheet is written from the top, row by row."""

    def __init__(self, book: Workbook) -> None:
        self._page = book.add_worksheet("So theo doi ho so")
        self._plain = book.add_format({"font_name": "Times New Roman", "valign": "vcenter"})
        look = {"font_name": "Times New Roman", "text_wrap": True, "valign": "vcenter"}
        self._middle = book.add_format({**look, "align": "center"})
        self._bold = book.add_format({**look, "align": "center", "bold": True})
        self._title = book.add_format({**look, "align": "center", "bold": True, "font_size": 16})
        self._name = book.add_format({**look, "align": "center", "bold": True, "border": 1})
        self._sum = book.add_format({**look, "bold": True, "border": 1})
        boxed = {**look, "valign": "top", "border": 1}
        self._kinds = {
            Kind.NUMBER: book.add_format({**boxed, "align": "center"}),
            Kind.TEXT: book.add_format(boxed),
            Kind.INSTANT: book.add_format({**boxed, "align": "center", "num_format": "dd/mm/yyyy hh:mm"}),
        }
        self._row = 0

    def head(self, head: RegisterHead) -> None:
        self._two_sides((head.superior, self._middle), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", self._bold))
        self._two_sides((head.desk, self._bold), ("Độc lập - Tự do - Hạnh phúc", self._bold))
        self._across("", self._middle)
        self._across(head.title.upper(), self._title, height=24)
        self._across(head.opening, self._middle)
        self._across(f"({head.prescribed})", self._middle)
        self._names()
        self._print(head)

    def line(self, cells: list[Any]) -> None:
        for place, (column, cell) in enumerate(zip(_ALL, cells, strict=True)):
            self._cell(place, column.kind, cell)
        self._row += 1

    def end(self, head: RegisterHead, totals: RegisterTotals) -> None:
        self._page.merge_range(self._row, 0, self._row, SETS_AT - 1, totals.in_words, self._sum)
        self._page.write_number(self._row, SETS_AT, totals.sets, self._sum)
        for place in range(SETS_AT + 1, len(COLUMNS)):
            self._page.write_blank(self._row, place, None, self._sum)
        self._row += 1
        self._across(f"{head.closing(totals.dossiers)} Sổ gồm …… trang, đóng dấu giáp lai.", self._plain)
        self._two_sides(("", self._middle), (head.made_on, self._middle))
        self._two_sides(("NGƯỜI GHI SỔ", self._bold), ("NGƯỜI ĐỨNG ĐẦU BỘ PHẬN MỘT CỬA", self._bold))
        self._two_sides(("(Ký và ghi rõ họ tên)", self._middle), ("(Ký, ghi rõ họ tên, đóng dấu)", self._middle))
        self._page.print_area(0, 0, self._row, _LAST)

    def _names(self) -> None:
        """Group names stand over their columns; then the names, then their numbers as the form has them."""
        first = self._row
        self._page.set_row(first + 1, 48)
        at = 0
        while at < len(COLUMNS):
            group = COLUMNS[at].group
            width = sum(1 for column in COLUMNS if group and column.group == group) or 1
            if width > 1:
                self._page.merge_range(first, at, first, at + width - 1, group, self._name)
            else:
                self._page.write_blank(first, at, None, self._name)
            at += width
        for place, column in enumerate(_ALL):
            self._page.write_string(first + 1, place, column.name, self._name)
        for place in range(len(COLUMNS)):
            self._page.write_string(first + 2, place, f"({place + 1})", self._name)
        self._row = first + 3
        self._page.repeat_rows(first, first + 1)
        self._page.freeze_panes(self._row, 2)

    def _print(self, head: RegisterHead) -> None:
        for place, column in enumerate(_ALL):
            self._page.set_column(place, place, column.width)
        self._page.set_landscape()
        self._page.set_paper(_A4)
        self._page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        self._page.fit_to_pages(1, 0)
        self._page.set_header(f"&R&9{head.title}, năm {head.year}")
        self._page.set_footer(f"&L&9{head.prescribed}&R&9Trang &P/&N")

    def _cell(self, place: int, kind: Kind, cell: Any) -> None:
        style = self._kinds[kind]
        if cell in ("", None):
            self._page.write_blank(self._row, place, None, style)
        elif kind is Kind.NUMBER:
            self._page.write_number(self._row, place, cell, style)
        elif kind is Kind.INSTANT:
            self._page.write_datetime(self._row, place, datetime.fromisoformat(cell), style)
        else:
            self._page.write_string(self._row, place, cell, style)

    def _across(self, text: str, style: Any, height: int | None = None) -> None:
        if height:
            self._page.set_row(self._row, height)
        self._page.merge_range(self._row, 0, self._row, _LAST, text, style)
        self._row += 1

    def _two_sides(self, left: tuple[str, Any], right: tuple[str, Any]) -> None:
        self._page.merge_range(self._row, 0, self._row, _MIDDLE - 1, *left)
        self._page.merge_range(self._row, _MIDDLE, self._row, _LAST, *right)
        self._row += 1
