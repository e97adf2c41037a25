"""Writes the rows of a book that were not taken as a workbook, the reason in the last column. A process of its own.

What is mended in it can be handed in as it is: each sheet has a header of its own, and every cell keeps its kind.
"""

import json
import math
import sys
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from services.intake.domain.register.cells import Cell, tidy
from services.intake.domain.register.column_names import PRINTED, learn
from services.intake.domain.register.header import Columns
from services.intake.repository.reading_limits import keep_within_limits
from services.intake.repository.registers.book_sheets import Line, RegisterSheet, register_sheets
from services.intake.repository.registers.book_tables import opened_tables

_ROW, _REASON = "Dòng trong sổ", "Lý do không nhận"
_EXCEL_YEARS = (1900, 9999)
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
Reasons = Mapping[tuple[str, int], str]


def main(book: str, target: str, names: str = "{}") -> None:
    """The reasons arrive on standard input, a JSON line a row."""
    keep_within_limits()
    learn(json.loads(names))
    rejects = map(json.loads, sys.stdin)
    write_rejects(book, target, {(reject["sheet"], reject["row"]): reject["reason"] for reject in rejects})


def write_rejects(book: str, target: str, reasons: Reasons) -> None:
    """The rows in the order of the book."""
    with opened_tables(book) as tables:
        sheets = register_sheets(book, tables)
        with Workbook(target, {**_OPTIONS, "tmpdir": str(Path(target).parent)}) as out:
            for sheet in sheets:
                name = sheet.name if len(sheets) > 1 else ""
                lines = ((line, reasons[name, line.row]) for line in sheet.lines() if (name, line.row) in reasons)
                _Page(out, sheet).write(lines)


class _Page:
    """One sheet of the list: rows are written from the top, never back."""

    def __init__(self, out: Workbook, sheet: RegisterSheet) -> None:
        self._page = out.add_worksheet(sheet.name or "So theo doi")
        self._headings = sheet.headings
        self._bold = out.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        self._day = out.add_format({"num_format": "dd/mm/yyyy"})
        self._instant = out.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        self._next = 0
        width = len(self._headings)
        self._page.set_column(0, width, 16)
        self._page.set_column(width + 1, width + 1, 70)
        self._page.freeze_panes(1, 0)
        self._header(sheet.columns)

    def write(self, lines: Iterable[tuple[Line, str]]) -> None:
        columns: Columns | None = None
        for line, reason in lines:
            if columns is not None and line.columns != columns:
                self._header(line.columns)
            columns = line.columns
            for place, cell in enumerate(line.cells):
                self._cell(place, cell)
            self._behind(line.row, reason)

    def _header(self, columns: Columns) -> None:
        """The names as this suite prints them; other columns keep the book's."""
        printed = {place: PRINTED[column] for column, place in columns.items()}
        for place, heading in enumerate(self._headings):
            self._page.write_string(self._next, place, printed.get(place) or tidy(heading), self._bold)
        self._behind(_ROW, _REASON, self._bold)

    def _behind(self, row: int | str, reason: str, style: Any = None) -> None:
        width = len(self._headings)
        self._page.write(self._next, width, row, style)
        self._page.write_string(self._next, width + 1, reason, style)
        self._next += 1

    def _cell(self, place: int, cell: Cell) -> None:
        """Text is written as text, so that nothing in it is ever computed."""
        if isinstance(cell, date) and _EXCEL_YEARS[0] < cell.year <= _EXCEL_YEARS[1]:
            style = self._instant if isinstance(cell, datetime) else self._day
            self._page.write_datetime(self._next, place, cell, style)
        elif isinstance(cell, float | int) and not isinstance(cell, bool) and math.isfinite(cell):
            self._page.write_number(self._next, place, cell)
        elif cell not in ("", None):
            self._page.write_string(self._next, place, cell if isinstance(cell, str) else str(cell))


if __name__ == "__main__":
    main(*sys.argv[1:4])
