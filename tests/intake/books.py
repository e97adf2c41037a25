"""Register books made for tests, laid out as offices keep them."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

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
    return list((values | changes).values())


def an_open_row(number: int, **changes: Any) -> list[Any]:
    return book_row(number, **({"result": None, "returned": None, "status": "Đang giải quyết"} | changes))


def a_book(rows: Sequence[Sequence[Any]], header: Sequence[str] = HEADER) -> bytes:
    """Title rows above (two merged), the header in row 5, the first dossier in row 6."""
    workbook = Workbook()
    cover = workbook.active
    assert cover
    cover.title = "Bìa"
    cover["A1"] = "Sổ này có một trang bìa"
    sheet = workbook.create_sheet("So theo doi")
    sheet["A1"] = "TRUNG TÂM HÀNH CHÍNH CÔNG HUYỆN MẪU"
    sheet["A2"] = "SỔ THEO DÕI HỒ SƠ"
    sheet.merge_cells("A2:R2")
    sheet["A3"] = "Từ ngày 01/01/2024 đến ngày 31/12/2024"
    sheet.merge_cells("A3:R3")
    for place, row in enumerate([header, *rows], start=5):
        for column, value in enumerate(row, start=1):
            if value is not None:
                sheet.cell(place, column, value)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()
