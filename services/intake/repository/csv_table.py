"""A register book as CSV: UTF-8, or UTF-16 with its mark, parted by whichever sign makes its header readable."""

import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from services.intake.domain.register.cells import Cell
from services.intake.domain.register.header import LOOKED_AT, find_header
from services.intake.domain.register.legacy_text import heading_in_unicode
from services.intake.repository.file_kinds import UTF16

_SIGNS = (",", ";", "\t", "|")
_CHUNK = 1 << 20


class CsvTable:
    """Read again from the file at each pass, so that no size of file fills the memory."""

    start: tuple[int, int] | None = (0, 0)
    merged_cell_ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]] | None = None

    def __init__(self, path: str) -> None:
        self._path = path
        with Path(path).open("rb") as file:
            self._writing = "utf-16" if file.read(2) in UTF16 else "utf-8-sig"
        self._sign = next(filter(self._makes_header, _SIGNS), ",")

    @property
    def total_height(self) -> int:
        """Lines, which a cell of several lines makes more than rows."""
        with Path(self._path).open("rb") as file:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(_CHUNK), b""))

    def iter_rows(self) -> Iterator[list[Cell]]:
        yield from self._parted_by(self._sign)

    def _makes_header(self, sign: str) -> bool:
        top = [heading_in_unicode(row) for row in islice(self._parted_by(sign), LOOKED_AT + 1)]
        return find_header(top) is not None

    def _parted_by(self, sign: str) -> Iterator[list[Cell]]:
        with Path(self._path).open(encoding=self._writing, newline="") as file:
            for row in csv.reader(file, delimiter=sign):
                yield list(row)
