"""The open-data table as CSV (RFC 4180, UTF-8 with a mark for spreadsheets), and the dictionary of its columns."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

from services.stats.domain.disclosure import SMALLEST
from services.stats.domain.open_data import PublicRow

_MARK = "\ufeff"
_BOOK = "Sổ thống kê của hệ thống một cửa"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
LICENCE = "Dữ liệu mở của cơ quan nhà nước (Nghị định số 47/2020/NĐ-CP): được dùng lại, ghi rõ nguồn"


@dataclass(frozen=True, slots=True)
class Term:
    """A column of the table."""

    name: str
    meaning: str
    type: str
    unit: str
    source: str


_COUNT = ("integer", "hồ sơ", _BOOK)
TERMS = (
    Term("month", "Tháng dương lịch, từ ngày đầu đến hết ngày cuối tháng", "YYYY-MM", "", _BOOK),
    Term("office", "Mã đơn vị; số liệu gồm mọi đơn vị bên dưới", "text", "", "Danh mục đơn vị"),
    Term("office_name", "Tên đơn vị", "text", "", "Danh mục đơn vị"),
    Term("level", "Cấp: nation, province, department, district, commune", "text", "", "Danh mục đơn vị"),
    Term("by", "Tách theo: office, field, procedure, channel; trống: cả đơn vị", "text", "", ""),
    Term("part", "Mã đơn vị trực thuộc (hoặc chính đơn vị), tên lĩnh vực, mã thủ tục, kênh", "text", "", _BOOK),
    Term("part_name", "Tên đơn vị trực thuộc", "text", "", "Danh mục đơn vị"),
    Term("received", "Hồ sơ tiếp nhận trong tháng", *_COUNT),
    Term("resolved", "Hồ sơ kết thúc trong tháng: có kết quả, từ chối, dừng, rút", *_COUNT),
    Term("late", "Trong số đã kết thúc: có kết quả sau ngày hẹn theo luật", *_COUNT),
    Term("hidden", "Các cột bị ẩn ở dòng này, cách nhau bằng dấu cách", "text", "", ""),
)
NOTES = (
    f"Số từ 1 đến {SMALLEST - 1} được ẩn (ô trống, tên cột ghi ở hidden), cùng với những số có thể giúp tính ra nó; "
    "số 0 được công bố.",
    "Lĩnh vực và thủ tục chỉ có dòng khi có số công bố được; lĩnh vực là lĩnh vực hiện nay của thủ tục.",
    "Chỉ có các tháng đã kết thúc; số liệu được cập nhật khi có hồ sơ ghi muộn: so ETag để biết có đổi hay không.",
    "Không có dữ liệu cá nhân.",
)


def write_open_csv(rows: Iterable[PublicRow]) -> bytes:
    return _csv([term.name for term in TERMS], map(_cells, rows))


def write_dictionary_csv() -> bytes:
    lines = [[term.name, term.meaning, term.type, term.unit, term.source] for term in TERMS]
    lines.append(["@licence", LICENCE, "", "", ""])
    lines += [["@note", note, "", "", ""] for note in NOTES]
    return _csv(["name", "meaning", "type", "unit", "source"], lines)


def _cells(row: PublicRow) -> list[str]:
    counts = (row.counts.received, row.counts.resolved, row.counts.late)
    words = (row.office, row.office_name, row.level, row.by, row.part, row.part_name)
    shown = ["" if count is None else str(count) for count in counts]
    return [f"{row.month:%Y-%m}", *map(_text, words), *shown, " ".join(row.counts.hidden)]


def _text(word: str) -> str:
    """A spreadsheet must not take a name for a formula."""
    return f"'{word}" if word.startswith(_FORMULA) else word


def _csv(head: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    target = StringIO(newline="")
    target.write(_MARK)
    writer = csv.writer(target)  # the excel dialect is RFC 4180: commas, doubled quotes, CRLF
    writer.writerow(head)
    writer.writerows(lines)
    return target.getvalue().encode()
