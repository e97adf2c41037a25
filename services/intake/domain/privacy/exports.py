"""Lists that leave the house as files: how many rows, which columns, and text that no spreadsheet computes."""

import re
from enum import StrEnum

from shared.errors import Conflict, Invalid

LARGEST_FILE = 50_000  # rows: more than a commune's whole year; whoever needs more asks for it month by month
LARGEST_DAY = 100_000  # rows a person and day: two whole files; beyond that it is a transfer of data, not office work


class ExportForm(StrEnum):
    """Kinds of file."""

    CSV = "csv"
    XLSX = "xlsx"


INSTANTS = frozenset({"received_at", "due_at", "ended_at", "returned_at"})
COLUMNS = {
    "code": "Mã hồ sơ",
    "office": "Cơ quan có thẩm quyền",
    "desk": "Nơi tiếp nhận",
    "procedure": "Mã thủ tục",
    "procedure_name": "Tên thủ tục",
    "field": "Lĩnh vực",
    "channel": "Hình thức nộp",
    "applicant": "Người nộp",
    "identity": "Số định danh (đã che)",
    "received_at": "Ngày tiếp nhận",
    "due_at": "Ngày hẹn trả",
    "outcome": "Tình trạng",
    "ended_at": "Ngày có kết quả",
    "returned_at": "Ngày trả kết quả",
}

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
# A program may split at another sign than the comma, so what follows any of them begins a cell too.
_FORMULA = re.compile(r"(^|[,;|\"'])(\s*)(?=[=+\-@＝＋－＠])")


def defused(text: str) -> str:
    """A CSV cell as text: an apostrophe before what a spreadsheet would compute (OWASP), blanks for control signs."""
    return _FORMULA.sub(r"\1\2'", _CONTROL.sub(" ", text))


def must_fit_file(rows: int) -> None:
    if rows > LARGEST_FILE:
        message = f"Có hơn {LARGEST_FILE} hồ sơ, mỗi tệp tối đa {LARGEST_FILE} dòng: hãy chọn khoảng ngày ngắn hơn"
        raise Invalid("export_too_large", message)


def must_fit_day(rows_today: int, rows: int) -> None:
    """`rows_today` is what the person took today before."""
    if rows_today + rows > LARGEST_DAY:
        message = f"Hôm nay đã kết xuất {rows_today} dòng, mỗi người tối đa {LARGEST_DAY} dòng một ngày"
        raise Conflict("export_day_limit", message)
