"""Writes an export from JSON lines on standard input. A process of its own: rows by the ten thousand keep no clerk."""

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook

from services.intake.domain.privacy.exports import COLUMNS, INSTANTS, ExportForm, defused
from services.intake.repository.reading_limits import keep_within_limits

Row = list[str | None]
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_IS_INSTANT = [name in INSTANTS for name in COLUMNS]


def main(form: str, target: str) -> None:
    """A line is a row: texts as they are, instants in ISO 8601 without zone."""
    keep_within_limits()
    rows = map(json.loads, sys.stdin)
    (write_csv if form == ExportForm.CSV else write_xlsx)(target, rows)


def write_csv(target: str, rows: Iterable[Row]) -> None:
    """With a byte order mark, without which Excel takes UTF-8 for something else; every cell quoted and defused."""
    with Path(target).open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, quoting=csv.QUOTE_ALL)
        out.writerow(COLUMNS.values())
        out.writerows([defused(cell) for cell in _shown(row)] for row in rows)


def write_xlsx(target: str, rows: Iterable[Row]) -> None:
    """Text is written as text, whatever it begins with."""
    with Workbook(target, {**_OPTIONS, "tmpdir": str(Path(target).parent)}) as out:
        page = out.add_worksheet("Hồ sơ")
        bold, moment = out.add_format({"bold": True}), out.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        page.set_column(0, len(COLUMNS) - 1, 20)
        page.freeze_panes(1, 0)
        for place, heading in enumerate(COLUMNS.values()):
            page.write_string(0, place, heading, bold)
        for number, row in enumerate(rows, start=1):
            for place, (cell, is_instant) in enumerate(zip(row, _IS_INSTANT, strict=True)):
                if cell and is_instant:
                    page.write_datetime(number, place, datetime.fromisoformat(cell), moment)
                elif cell:
                    page.write_string(number, place, cell)


def _shown(row: Row) -> Iterator[str]:
    for cell, is_instant in zip(row, _IS_INSTANT, strict=True):
        yield f"{datetime.fromisoformat(cell):%d/%m/%Y %H:%M}" if cell and is_instant else cell or ""


if __name__ == "__main__":
    main(*sys.argv[1:3])
