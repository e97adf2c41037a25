"""Opens a register book, whatever its kind, as named tables of cells: XLSX, XLS and ODS sheets, or one CSV file."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from services.intake.domain.register.cells import Cell
from services.intake.repository.csv_table import CsvTable
from services.intake.repository.file_kinds import ARCHIVE, COMPOUND

_FROM_1904 = re.compile(rb"<(?:\w+:)?workbookPr\b[^>]*\bdate1904=\"(?:1|true)\"")


class Table(Protocol):
    """The cells of one sheet; `start` is its first used row and column."""

    @property
    def start(self) -> tuple[int, int] | None: ...

    @property
    def total_height(self) -> int: ...

    @property
    def merged_cell_ranges(self) -> Sequence[tuple[tuple[int, int], tuple[int, int]]] | None: ...

    def iter_rows(self) -> Iterator[Sequence[Cell]]: ...


@contextmanager
def opened_tables(path: str) -> Iterator[Iterator[tuple[str, Table]]]:
    """The visible sheets by their names, each read when its turn comes."""
    with Path(path).open("rb") as file:
        head = file.read(8)
    if not head.startswith((ARCHIVE, COMPOUND)):
        yield iter([("", CsvTable(path))])
        return
    with CalamineWorkbook.from_path(path) as workbook:
        yield (
            (known.name, workbook.get_sheet_by_name(known.name))
            for known in workbook.sheets_metadata
            if known.typ is SheetTypeEnum.WorkSheet and known.visible is SheetVisibleEnum.Visible
        )


def counts_from_1904(path: str) -> bool:
    """Whether an XLSX file numbers its days from 1904, as those of old Macintosh do."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return "xl/workbook.xml" in archive.namelist() and bool(_FROM_1904.search(archive.read("xl/workbook.xml")))
