"""Finds the header of a book wherever it stands, and which column holds what."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from services.intake.domain.register.cells import Cell
from services.intake.domain.register.column_names import column_of, heading

LOOKED_AT = 60  # rows from the top in which a header is searched
WHOLE = {"code", "procedure", "applicant", "received"}  # what every dossier's row must fill
_NEEDED = {"code", "received"}
_FEWEST = 4

Columns = Mapping[str, int]


def find_header(rows: Sequence[Sequence[Cell]]) -> tuple[int, Columns] | None:
    """The index of the header's last row, and where each column stands. Headers of two rows are read as one."""
    for index, row in enumerate(rows[:LOOKED_AT]):
        columns = read_header(row)
        if columns:
            below = rows[index + 1] if index + 1 < len(rows) else ()
            double = _columns(_joined(row, below))
            return (index + 1, double) if _is_split(columns, double) else (index, columns)
    for index, (above, below) in enumerate(pairwise(rows[:LOOKED_AT])):
        columns = _columns(_joined(above, below))
        if _is_header(columns):
            return index + 1, columns
    return None


def read_header(row: Sequence[Cell]) -> Columns | None:
    """The columns of one row that is a header by itself."""
    columns = _columns(map(heading, row))
    return columns if _is_header(columns) else None


def _is_header(columns: Columns) -> bool:
    return columns.keys() >= _NEEDED and len(columns) >= _FEWEST


def _is_split(single: Columns, double: Columns) -> bool:
    return _is_header(double) and len(double) > len(single) and double["code"] == single["code"]


def _columns(names: Iterator[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for place, name in enumerate(names):
        if column := column_of(name):
            columns.setdefault(column, place)
    return columns


def _joined(above: Sequence[Cell], below: Sequence[Cell]) -> Iterator[str]:
    spanned = ""
    for place in range(max(len(above), len(below))):
        upper = heading(above[place]) if place < len(above) else ""
        lower = heading(below[place]) if place < len(below) else ""
        spanned = upper or spanned
        if lower and column_of(lower) and not (upper and column_of(upper)):
            yield lower
        elif lower and not upper.isdecimal():
            yield f"{spanned} {lower}"
        else:
            yield upper


def is_header_again(row: Sequence[Cell], columns: Columns) -> bool:
    """A header repeated at a page break, its second row, or the line of column numbers (1) (2) (3) under it."""
    words = [word for word in map(heading, row) if word]
    if words and all(len(word) <= 2 for word in words):
        return True
    code = columns["code"]
    if code < len(row) and column_of(heading(row[code])) == "code":
        return True
    return len({column for word in words if (column := column_of(word))}) >= 2
