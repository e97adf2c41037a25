"""The sheets of a workbook that hold a register, row by row: visible, with a header, merged cells filled downwards."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from services.intake.domain.register.cells import Cell
from services.intake.domain.register.dossier_lines import has_dossier_code, is_dossier
from services.intake.domain.register.header import LOOKED_AT, WHOLE, Columns, find_header, read_header
from services.intake.domain.register.legacy_text import Decode, heading_in_unicode, in_unicode, writings_of
from services.intake.repository.registers.book_tables import Table, counts_from_1904
from services.intake.repository.registers.failed_formulas import FAULT, Cells, failed_formulas

_SAMPLE = 500  # rows that show in which writing a column is
_MOMENTS = ("received", "due", "result", "returned")
_SERIALS = (18_000, 78_000)
_FROM_1904 = 1462  # days from the usual beginning to 1 January 1904


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier's row by the number that the sheet shows; `columns` are those of the header above it."""

    row: int
    cells: Sequence[Cell]
    columns: Columns


@dataclass(frozen=True, slots=True)
class RegisterSheet:
    """A sheet with a header."""

    name: str
    header: int
    columns: Columns
    headings: Sequence[Cell]
    height: int
    _sheet: Table
    _failed: Cells
    _days_behind: int

    def lines(self) -> Iterator[Line]:
        """Every dossier's row; a header that is repeated in another order holds from there on."""
        columns, writings = self.columns, self._writings()
        for index, row in enumerate(_unmerged(self._sheet, self._failed)):
            if index <= self.header or not any(row):
                continue  # a stray cell far below makes a million blank rows
            cells = self._caught_up(in_unicode(row, writings), columns)
            if is_dossier(cells, columns):
                yield Line(index + 1, cells, columns)
            else:
                columns = read_header(heading_in_unicode(row)) or columns

    def converted(self) -> Iterator[tuple[str, str]]:
        """Cells below the header that are written for an old font, with what they are read as."""
        writings = self._writings()
        for row in islice(self._sheet.iter_rows(), self.header + 1, None):
            for written, read in zip(row, in_unicode(row, writings), strict=True):
                if isinstance(written, str) and isinstance(read, str) and written != read:
                    yield written, read

    def _caught_up(self, cells: list[Cell], columns: Columns) -> list[Cell]:
        """Days that stand there as bare numbers count from where the workbook counts."""
        if self._days_behind:
            for place in (columns[name] for name in _MOMENTS if name in columns):
                cell = cells[place] if place < len(cells) else None
                if isinstance(cell, int | float) and _SERIALS[0] <= cell <= _SERIALS[1]:
                    cells[place] = cell + self._days_behind
        return cells

    def _writings(self) -> dict[int, Decode]:
        return writings_of(islice(self._sheet.iter_rows(), self.header + 1, self.header + 1 + _SAMPLE))


def register_sheets(path: str, tables: Iterable[tuple[str, Table]]) -> list[RegisterSheet]:
    """In the order of the workbook. Beside a whole register, a sheet that lacks a needed column is only a summary."""
    failed, days_behind = failed_formulas(path), _FROM_1904 if counts_from_1904(path) else 0
    found: list[RegisterSheet] = []
    for name, table in tables:
        more = (table, failed.get(name, {}), days_behind)
        register = _with_header(name, *more)
        if register is None and found:
            register = _going_on(name, *more, found[-1])
        found += [register] if register else []
    whole = [register for register in found if register.columns.keys() >= WHOLE]
    return whole or found[:1]


def _with_header(name: str, table: Table, failed: Cells, days_behind: int) -> RegisterSheet | None:
    top = [heading_in_unicode(row) for row in islice(table.iter_rows(), LOOKED_AT + 1)]
    found = find_header(top)
    if not found:
        return None
    header, columns = found
    height = max(table.total_height - header - 1, 0)
    return RegisterSheet(name, header, columns, top[header], height, table, failed, days_behind)


def _going_on(name: str, table: Table, failed: Cells, days_behind: int, before: RegisterSheet) -> RegisterSheet | None:
    """A sheet that goes on without a header of its own, in the columns of the one before."""
    top = islice(table.iter_rows(), LOOKED_AT)
    if not any(has_dossier_code(row, before.columns) for row in top):
        return None
    return RegisterSheet(name, -1, before.columns, before.headings, table.total_height, table, failed, days_behind)


def _unmerged(sheet: Table, failed: Cells) -> Iterator[Sequence[Cell]]:
    """Rows with what is merged downwards repeated in each row that it covers."""
    left = sheet.start[1] if sheet.start else 0
    tall: dict[int, list[tuple[int, int]]] = {}  # first row covered → its columns, each with the last row
    for (top, column), (bottom, _) in sheet.merged_cell_ranges or ():
        if bottom > top and column >= left:
            tall.setdefault(top, []).append((column - left, bottom))
    running: dict[int, tuple[int, Cell]] = {}  # column → last row covered, value
    for index, cells in enumerate(_marked(sheet, left, failed)):
        for column, (bottom, value) in list(running.items()):
            if index > bottom:
                del running[column]
            elif cells[column] in ("", None):
                cells[column] = value
        running |= {column: (bottom, cells[column]) for column, bottom in tall.get(index, ()) if column < len(cells)}
        yield cells


def _marked(sheet: Table, left: int, failed: Cells) -> Iterator[list[Cell]]:
    """Rows as they are read, with failed formulas told from empty cells."""
    for index, row in enumerate(sheet.iter_rows()):
        cells: list[Cell] = list(row)
        for column in failed.get(index, ()):
            if left <= column < left + len(cells):
                cells[column - left] = FAULT
        yield cells
