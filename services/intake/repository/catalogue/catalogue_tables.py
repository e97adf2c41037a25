"""Opens a catalogue file made by anybody: CSV, an archive of CSVs, or a workbook; as tables of named text cells."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from zipfile import BadZipFile, ZipFile, is_zipfile

from python_calamine import CalamineWorkbook

MOST_ROWS = 20_000
MOST_PAPER_ROWS = 200_000
_MOST_BYTES = 64 << 20
_DELIMITERS = ",;\t"


class FileRefused(ValueError):
    """Why the whole file cannot be taken, and what to do."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header in its first row; rows are numbered as a sheet numbers them."""

    columns: frozenset[str]
    rows: Iterator[tuple[int, Mapping[str, str]]]

    @property
    def is_of_papers(self) -> bool:
        return "paper" in self.columns


def open_tables(path: str) -> list[Table]:
    """One of procedures, one of papers, or both. Refuses with FileRefused."""
    if Path(path).read_bytes()[:8].startswith(b"\xd0\xcf\x11\xe0"):
        return _of_workbook(path)
    if not is_zipfile(path):
        return [_of_csv(Path(path).read_bytes())]
    with ZipFile(path) as archive:
        if "[Content_Types].xml" in archive.namelist():
            return _of_workbook(path)
        return [_of_csv(_member(archive, name)) for name in archive.namelist() if name.lower().endswith(".csv")]


def _member(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise FileRefused("Tệp trong gói nén lớn quá 64 MB")
    return content


def _of_csv(content: bytes) -> Table:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileRefused("Tệp CSV phải ở bảng mã UTF-8: lưu lại dạng “CSV UTF-8”") from None
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    return _table(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def _of_workbook(path: str) -> list[Table]:
    """Sheets that bear a header; the workbook stays open as long as its rows are read."""
    workbook = CalamineWorkbook.from_path(path)
    sheets = (workbook.get_sheet_by_name(name) for name in workbook.sheet_names)
    tables = [_table(map(_texts, sheet.iter_rows())) for sheet in sheets if sheet.total_height]
    return [table for table in tables if "code" in table.columns]


def _table(rows: Iterable[Sequence[str]]) -> Table:
    lines = iter(rows)
    header = [name.strip().lower() for name in next(lines, [])]
    columns = frozenset(filter(None, header))
    most = MOST_PAPER_ROWS if "paper" in columns else MOST_ROWS
    return Table(columns, _numbered(lines, header, most))


def _numbered(
    lines: Iterator[Sequence[str]], header: Sequence[str], most: int
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Blank rows are passed over; a row shorter than the header has empty cells at its end."""
    for row, cells in enumerate(islice(lines, most), start=2):
        if any(cells):
            padded = [*cells, *[""] * (len(header) - len(cells))]
            yield row, {name: cell for name, cell in zip(header, padded, strict=False) if name}
    if next(lines, None) is not None:
        raise FileRefused(f"Tệp có hơn {most} dòng, hãy chia nhỏ")


def _texts(cells: Sequence[object]) -> list[str]:
    return [_text(cell, is_first=place == 0) for place, cell in enumerate(cells)]


def _text(cell: object, *, is_first: bool) -> str:
    """Excel takes a code for a number and drops its last zeros: 1.00523 is 1.005230."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return f"{cell:.6f}" if is_first else f"{cell:.10g}"
    return str(cell)


UNREADABLE = (BadZipFile, csv.Error, MemoryError, OSError, UnicodeError)
