"""Reads one workbook and writes a JSON line a row: what it says, or why it cannot be taken. Runs as its own process."""

import json
import resource
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from services.intake.domain.register.cells import Cell
from services.intake.domain.register.header import LOOKED_AT, Columns, find_header
from services.intake.domain.register.dossier_lines import is_dossier
from services.intake.domain.register.read_row import CannotBeTaken, read_row

_MEMORY_BYTES = 2 << 30
_PROCESSOR_SECONDS = 120
_NO_HEADER = "Không thấy dòng tiêu đề: sổ cần các cột Mã hồ sơ, Mã TTHC, Tên tổ chức cá nhân, Ngày tiếp nhận"
_LOCAL = timezone(timedelta(hours=7))


def main(path: str, now: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR_SECONDS, _PROCESSOR_SECONDS))
    try:
        for line in read_book(path, datetime.fromisoformat(now).astimezone(_LOCAL)):
            sys.stdout.write(json.dumps(line, ensure_ascii=True) + "\n")
    except PasswordError:
        _say_failed("Tệp có mật khẩu: bỏ mật khẩu rồi nạp lại")
    except (CalamineError, MemoryError, OSError, ValueError):
        _say_failed("Không đọc được tệp: tệp hỏng hoặc không phải sổ Excel")


def _say_failed(reason: str) -> None:
    sys.stdout.write(json.dumps({"failed": reason}) + "\n")


def read_book(path: str, now: datetime) -> Iterator[dict[str, Any]]:
    """First how many rows there may be, then each dossier's row by the number the sheet shows, then the end."""
    with CalamineWorkbook.from_path(path) as workbook:
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            found = find_header([row for row, _ in zip(sheet.iter_rows(), range(LOOKED_AT + 1), strict=False)])
            if found:
                header, columns = found
                yield {"rows": max(sheet.total_height - header - 1, 0)}
                yield from _read_sheet(sheet, header, columns, now)
                yield {"end": True}
                return
    yield {"failed": _NO_HEADER}


def _read_sheet(sheet: CalamineSheet, header: int, columns: Columns, now: datetime) -> Iterator[dict[str, Any]]:
    for index, row in enumerate(_unmerged(sheet)):
        if index <= header or not is_dossier(row, columns):
            continue
        try:
            yield {"row": index + 1, "entry": read_row(row, columns, now).as_json()}
        except CannotBeTaken as wrong:
            yield {"row": index + 1, "reason": str(wrong)}


def _unmerged(sheet: CalamineSheet) -> Iterator[Sequence[Cell]]:
    """Rows with the value of a cell merged downwards repeated in each row that it covers."""
    left = sheet.start[1] if sheet.start else 0
    tall = {start: end for start, end in sheet.merged_cell_ranges or () if end[0] > start[0]}
    running: dict[int, tuple[int, Cell]] = {}  # column → last row covered, value
    for index, row in enumerate(sheet.iter_rows()):
        cells: list[Cell] = list(row)
        for (top, column), (bottom, _) in tall.items() if tall else ():
            if top == index and 0 <= column - left < len(cells):
                running[column - left] = (bottom, cells[column - left])
        for column, (bottom, value) in list(running.items()):
            if index > bottom:
                del running[column]
            elif cells[column] in ("", None):
                cells[column] = value
        yield cells


if __name__ == "__main__":
    main(*sys.argv[1:3])
