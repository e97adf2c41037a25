"""Shows how a book is understood before it is written: its columns, its old writing, its first rows. A process of its
own; it writes one JSON document.
"""

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice
from typing import Any
from zipfile import BadZipFile

from python_calamine import CalamineError

from services.intake.domain.register.cells import Cell, tidy
from services.intake.domain.register.column_names import PRINTED, column_of, heading, learn
from services.intake.domain.register.header import LOOKED_AT
from services.intake.domain.register.legacy_text import heading_in_unicode
from services.intake.domain.register.moments import LOCAL
from services.intake.domain.register.read_row import CannotBeTaken, read_row
from services.intake.repository.reading_limits import keep_within_limits
from services.intake.repository.registers.book_sheets import Line, RegisterSheet, register_sheets
from services.intake.repository.registers.book_tables import opened_tables

_ROWS, _SAMPLES = 20, 5
_LOOKED_FOR_ROWS = 500
_FEWEST_HEADINGS = 3
_UNREADABLE = (CalamineError, csv.Error, BadZipFile, MemoryError, OSError, ValueError)


def main(book: str, target: str, names: str = "{}") -> None:
    """Writes the document to `target`; the instant of reading arrives on standard input."""
    keep_within_limits()
    learn(json.loads(names))
    now = datetime.fromisoformat(sys.stdin.read().strip()).astimezone(LOCAL)
    shown: dict[str, Any] = {"sheets": [], "rows": [], "guess": []}
    with suppress(*_UNREADABLE):
        shown = preview(book, now)
    with open(target, "w", encoding="utf-8") as file:  # noqa: PTH123  (a path of the parent's choice)
        json.dump(shown, file)


def preview(book: str, now: datetime) -> dict[str, Any]:
    """`guess` are the headings of the first row that looks like a header, where none was recognised."""
    with opened_tables(book) as tables:
        sheets = register_sheets(book, tables)
        rows = [row for sheet in sheets for row in islice(_ready(sheet, now), _ROWS)][:_ROWS]
        shown = [_sheet(sheet) for sheet in sheets]
    return {"sheets": shown, "rows": rows, "guess": [] if sheets else _guess(book)}


def _sheet(sheet: RegisterSheet) -> dict[str, Any]:
    by_place = {place: column for column, place in sheet.columns.items()}
    columns = [_column(tidy(cell), by_place.get(place)) for place, cell in enumerate(sheet.headings) if tidy(cell)]
    samples = islice(dict.fromkeys(islice(sheet.converted(), _LOOKED_FOR_ROWS)), _SAMPLES)
    return {
        "name": sheet.name,
        "header_row": sheet.header + 1,
        "columns": columns,
        "converted": [{"written": written, "read": read} for written, read in samples],
    }


def _column(written: str, column: str | None) -> dict[str, Any]:
    return {"heading": written, "column": column, "read_as": PRINTED.get(column or "")}


def _ready(sheet: RegisterSheet, now: datetime) -> Iterator[dict[str, Any]]:
    for line in islice(sheet.lines(), _LOOKED_FOR_ROWS):
        with suppress(CannotBeTaken):
            yield _row(line, sheet.name, now)


def _row(line: Line, sheet: str, now: datetime) -> dict[str, Any]:
    entry = read_row(line.cells, line.columns, now).document
    names = ("code", "procedure", "procedure_name", "applicant", "channel", "accepted_at", "due_at", "ended_at")
    return {"sheet": sheet, "row": line.row, "outcome": entry["outcome"], **{name: entry[name] for name in names}}


def _guess(book: str) -> list[dict[str, Any]]:
    """A header has words in most of its cells and no two alike; some of them may be known."""
    with opened_tables(book) as tables:
        for _, table in tables:
            for row in islice(table.iter_rows(), LOOKED_AT):
                words = _words(row)
                if len(set(words)) == len(words) >= _FEWEST_HEADINGS:
                    return [_column(word, column_of(heading(word))) for word in words]
    return []


def _words(row: Sequence[Cell]) -> list[str]:
    return [text for cell in heading_in_unicode(row) if isinstance(cell, str) and (text := tidy(cell))]


if __name__ == "__main__":
    main(*sys.argv[1:4])
