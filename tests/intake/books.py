"""Register books made for tests, laid out as offices keep them."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

HEADER = [
    "STT",
    "Mã hồ sơ",
    "Mã TTHC",
    "Tên thủ tục hành chính",
    "Số bộ",
    "Tên tổ chức, cá nhân",
    "Số định danh/CMND",
    "Địa chỉ",
    "Số điện thoại",
    "Cơ quan chủ trì giải quyết",
    "Hình thức nộp",
    "Ngày, giờ tiếp nhận",
    "Ngày, giờ hẹn trả",
    "Ngày, giờ có kết quả",
    "Ngày, giờ trả kết quả",
    "Phương thức nhận kết quả",
    "Tình trạng",
    "Ghi chú",
]
PREFIX = "000.00.19.H62"
TITLES = (
    ("TRUNG TÂM HÀNH CHÍNH CÔNG HUYỆN MẪU",),
    ("SỔ THEO DÕI HỒ SƠ",),
    ("Từ ngày 01/01/2024 đến ngày 31/12/2024",),
    (),
)


class Text(str):
    """Stays text in the workbook even where it looks like a formula."""

    __slots__ = ()


@dataclass
class Sheet:
    """One sheet as it is typed, from its first row; `merged` are ranges such as `A1:R1`."""

    rows: Iterable[Sequence[Any]]
    title: str = "So theo doi"
    merged: Sequence[str] = ()
    is_hidden: bool = False
    moved_right: int = 0


def book_row(number: int, **changes: Any) -> list[Any]:
    """A finished dossier of 8 May 2024; `changes` by the names below, a value for `code` replaces the whole code."""
    values = {
        "stt": number,
        "code": f"{PREFIX}-240508-{number:04}",
        "procedure": "1.001612",
        "name": "Đăng ký khai sinh",
        "sets": 1,
        "applicant": f"Nguyễn Văn Mẫu {number}",
        "identity": "026187000123",
        "address": "Thôn Mẫu",
        "phone": "0912000123",
        "lead": "Phòng Tư pháp",
        "channel": "Trực tiếp",
        "received": "08/05/2024 08:00",
        "due": "13/05/2024 17:00",
        "result": "10/05/2024 10:00",
        "returned": "10/05/2024 15:00",
        "way": "Trực tiếp",
        "status": "Đã trả kết quả",
        "note": "",
    }
    assert changes.keys() <= values.keys()
    return list((values | changes).values())


def an_open_row(number: int, **changes: Any) -> list[Any]:
    return book_row(number, **({"result": None, "returned": None, "status": "Đang giải quyết"} | changes))


def a_workbook(*sheets: Sheet, counts_from_1904: bool = False) -> bytes:
    """The sheets as an XLSX file."""
    workbook = Workbook()
    if counts_from_1904:
        workbook.epoch = CALENDAR_MAC_1904
    workbook.remove(workbook.worksheets[0])
    for sheet in sheets:
        _fill(workbook.create_sheet(sheet.title), sheet)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _fill(place: Worksheet, sheet: Sheet) -> None:
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row, start=1 + sheet.moved_right):
            if value is not None:
                cell = place.cell(number, column, value)
                if isinstance(value, Text):
                    cell.data_type = "s"
    for merged in sheet.merged:
        place.merge_cells(merged)
    if sheet.is_hidden:
        place.sheet_state = "hidden"


def a_book(rows: Sequence[Sequence[Any]], header: Sequence[str] = HEADER) -> bytes:
    """A cover, then title rows (two merged), the header in row 5, the first dossier in row 6."""
    cover = Sheet([["Sổ này có một trang bìa"]], title="Bìa")
    return a_workbook(cover, Sheet([*TITLES, header, *rows], merged=("A2:R2", "A3:R3")))


def a_csv(rows: Iterable[Sequence[Any]], sign: str = ",", writing: str = "utf-8-sig") -> bytes:
    """As Excel and most systems export: days with the day first, an empty cell for nothing."""
    stream = StringIO(newline="")
    csv.writer(stream, delimiter=sign).writerows([[_as_exported(value) for value in row] for row in rows])
    return stream.getvalue().encode(writing)


def _as_exported(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def an_open_document(rows: Iterable[Sequence[Any]]) -> bytes:
    """The rows as an ODS file, every cell a text; the sheet ends in the million empty rows that LibreOffice writes."""
    cells = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    rest = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    table = f'<table:table table:name="So">{cells}{rest}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    content = f"<office:document-content {_NAMES}>{body}</office:document-content>"
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", _ODS)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return stream.getvalue()


def _ods_cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'
