"""Reads one workbook and writes a JSON line a row: what it says, or why it cannot be taken. A process of its own."""

import csv
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from python_calamine import CalamineError, PasswordError

from services.intake.domain.register.column_names import learn
from services.intake.domain.register.entry import Place
from services.intake.domain.register.moments import LOCAL
from services.intake.domain.register.progress import Contradicts, SeenCodes
from services.intake.domain.register.read_row import CannotBeTaken, read_row
from services.intake.repository.reading_limits import keep_within_limits
from services.intake.repository.registers.book_sheets import Line, register_sheets
from services.intake.repository.registers.book_tables import opened_tables

_NO_HEADER = (
    "Không thấy dòng tiêu đề ở trang nào không bị ẩn: sổ cần các cột Mã hồ sơ, Mã TTHC, Tên tổ chức cá nhân, "
    "Ngày tiếp nhận"
)
_LOCKED = "Tệp có mật khẩu: bỏ mật khẩu rồi nạp lại"
_SPOILT = "Không đọc được tệp: tệp hỏng hoặc không phải sổ Excel, mở bằng Excel và lưu lại dạng .xlsx"
_NOT_UNICODE = "Tệp CSV không ở mã UTF-8: mở bằng Excel và lưu lại dạng “CSV UTF-8” hoặc .xlsx"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # an .xlsx with a password is a compound file with this inside


def main(path: str, now: str, names: str = "{}") -> None:
    keep_within_limits()
    learn(json.loads(names))
    try:
        for line in read_book(path, datetime.fromisoformat(now).astimezone(LOCAL)):
            sys.stdout.write(json.dumps(line, ensure_ascii=True) + "\n")
    except PasswordError:
        _say_failed(_LOCKED)
    except UnicodeDecodeError:
        _say_failed(_NOT_UNICODE)
    except (CalamineError, csv.Error, BadZipFile, MemoryError, OSError, ValueError):
        _say_failed(_LOCKED if _ENCRYPTED in Path(path).read_bytes() else _SPOILT)


def _say_failed(reason: str) -> None:
    sys.stdout.write(json.dumps({"failed": reason}) + "\n")


def read_book(path: str, now: datetime) -> Iterator[dict[str, Any]]:
    """First how many rows there may be, then each dossier's row by the number the sheet shows, then the end."""
    with opened_tables(path) as tables:
        sheets = register_sheets(path, tables)
        if not sheets:
            yield {"failed": _NO_HEADER}
            return
        yield {"rows": sum(sheet.height for sheet in sheets)}
        seen = SeenCodes()
        for sheet in sheets:
            name = sheet.name if len(sheets) > 1 else ""
            yield from (_read(line, name, now, seen) | {"sheet": name} for line in sheet.lines())
        yield {"end": True}


def _read(line: Line, sheet: str, now: datetime, seen: SeenCodes) -> dict[str, Any]:
    """A row by itself and beside the rows before it in the same book; an identical repeat has no entry."""
    try:
        entry = read_row(line.cells, line.columns, now)
        is_repeat = seen.is_repeat(Place(line.row, sheet), entry)
    except (CannotBeTaken, Contradicts) as wrong:
        return {"row": line.row, "reason": str(wrong)}
    return {"row": line.row, "entry": None if is_repeat else entry.document}


if __name__ == "__main__":
    main(*sys.argv[1:4])
