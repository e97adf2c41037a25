"""Rows of books: what is understood, what is kept as written, what is rejected and why."""

import unicodedata
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from services.intake.domain.register.dossier_lines import is_dossier
from services.intake.domain.register.entry import Entry
from services.intake.domain.register.header import find_header, is_header_again
from services.intake.domain.register.read_row import CannotBeTaken, read_row

LOCAL = timezone(timedelta(hours=7))
NOW = datetime(2026, 3, 5, 9, 0, tzinfo=LOCAL)
NAMES = {
    "code": "Mã hồ sơ",
    "procedure": "Mã TTHC",
    "procedure_name": "Tên thủ tục hành chính",
    "sets": "Số bộ",
    "applicant": "Tên tổ chức, cá nhân",
    "identity": "Số định danh/CMND",
    "phone": "Số điện thoại",
    "channel": "Hình thức nộp",
    "received": "Ngày, giờ tiếp nhận",
    "due": "Ngày, giờ hẹn trả",
    "result": "Ngày, giờ có kết quả",
    "returned": "Ngày, giờ trả kết quả",
    "status": "Tình trạng",
    "note": "Ghi chú",
}
GOOD: dict[str, Any] = {
    "code": "000.00.19.H62-240508-0001",
    "procedure": "1.001612",
    "applicant": "Nguyễn Văn Mẫu",
    "received": "08/05/2024 08:00",
    "due": "13/05/2024 17:00",
    "result": "10/05/2024 10:00",
    "returned": "10/05/2024 15:00",
    "status": "Đã trả kết quả",
}


def a_row(**changes: Any) -> list[Any]:
    values = GOOD | changes
    return [values.get(name, "") for name in NAMES]


def read(**changes: Any) -> Entry:
    found = find_header([list(NAMES.values())])
    assert found
    return read_row(a_row(**changes), found[1], NOW)


def test_a_good_row_is_understood() -> None:
    entry = read()
    assert entry.accepted_at == datetime(2024, 5, 8, 8, 0, tzinfo=LOCAL)
    assert entry.due_at == datetime(2024, 5, 13, 17, 0, tzinfo=LOCAL)
    assert (entry.outcome, entry.channel, entry.sets) == ("result", "direct", 1)
    assert entry.ended_at == datetime(2024, 5, 10, 10, 0, tzinfo=LOCAL)
    assert entry.returned_at == datetime(2024, 5, 10, 15, 0, tzinfo=LOCAL)
    assert Entry.read(entry.document) == entry


@pytest.mark.parametrize(
    ("changes", "name", "value"),
    [
        ({"identity": 26187000123.0}, "identity_number", "026187000123"),
        ({"identity": "26187000123"}, "identity_number", "026187000123"),
        ({"identity": 13790854.0}, "identity_number", "013790854"),
        ({"phone": 912345678.0}, "phone", "+84912345678"),
        ({"phone": "không có"}, "phone", "không có"),
        ({"procedure": 1.001612}, "procedure", "1.001612"),
        ({"procedure": 2.00992}, "procedure", "2.009920"),
        ({"procedure": "1,001612"}, "procedure", "1.001612"),
        ({"procedure": "9.999999", "procedure_name": "Việc lạ"}, "procedure_name", "Việc lạ"),
        ({"code": " 000.00.19.h62-240508-0001\u200b "}, "code", "000.00.19.H62-240508-0001"),
        ({"applicant": unicodedata.normalize("NFD", "Hường  Thị")}, "applicant", "Hường Thị"),
        ({"channel": "Bưu chính công ích"}, "channel", "post"),
        ({"channel": "TRỰC TUYẾN"}, "channel", "online"),
        ({"channel": "Qua bưu điện"}, "channel", "post"),
        ({"sets": 2.0}, "sets", 2),
        ({"due": ""}, "due_at", None),
        ({"status": "", "result": "", "returned": ""}, "outcome", None),
        ({"status": ""}, "outcome", "result"),
        ({"status": "Đang giải quyết", "result": "", "returned": ""}, "outcome", None),
        ({"status": "Chờ bổ sung", "result": "", "returned": ""}, "outcome", None),
        ({"status": "Rút hồ sơ", "returned": ""}, "outcome", "withdrawn"),
        ({"status": "Dừng giải quyết", "returned": ""}, "outcome", "stopped"),
        ({"status": "Từ chối giải quyết", "returned": ""}, "outcome", "refusal"),
        ({"status": "Đã có kết quả", "returned": ""}, "returned_at", None),
    ],
    ids=str,
)
def test_cells_are_mended_where_nothing_is_lost(changes: dict[str, Any], name: str, value: object) -> None:
    assert getattr(read(**changes), name) == value


def test_an_odd_number_in_an_old_book_is_kept_and_marked() -> None:
    entry = read(identity="CMND 12/34")
    assert (entry.identity_number, entry.identity_is_odd) == ("CMND 12/34", True)
    assert not read(identity="").identity_is_odd


def test_a_return_without_a_result_date_ends_the_dossier() -> None:
    entry = read(result="")
    assert entry.ended_at == entry.returned_at == datetime(2024, 5, 10, 15, 0, tzinfo=LOCAL)


def test_days_without_hours_never_contradict_hours_of_the_same_day() -> None:
    entry = read(received="08/05/2024 10:00", result="08/05/2024", returned="08/05/2024 11:00", due="08/05/2024")
    assert entry.ended_at and entry.returned_at
    assert entry.accepted_at <= entry.ended_at <= entry.returned_at
    assert entry.due_at == datetime(2024, 5, 8, 17, 0, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"code": ""}, "Thiếu mã hồ sơ"),
        ({"code": "123"}, "Mã hồ sơ “123” sai dạng"),
        ({"code": "000.00.19.H62-249999-0001"}, "sai dạng"),
        ({"procedure": ""}, "Thiếu mã thủ tục"),
        ({"procedure": "ABC"}, "Mã thủ tục “ABC” sai dạng"),
        ({"procedure": "1.0016"}, "sai dạng"),
        ({"applicant": "  "}, "Thiếu tên người nộp"),
        ({"received": ""}, "Thiếu ngày tiếp nhận"),
        ({"received": "31/02/2024"}, "Không đọc được ngày tiếp nhận “31/02/2024”"),
        ({"received": "06/03/2026 08:00", "result": "", "returned": "", "status": ""}, "ở tương lai"),
        ({"due": "sớm"}, "Không đọc được ngày hẹn trả"),
        ({"due": "07/05/2024"}, "Ngày hẹn trả trước ngày tiếp nhận"),
        ({"result": "07/05/2024 08:00"}, "Ngày có kết quả trước ngày tiếp nhận"),
        ({"result": "08/05/2024 07:59"}, "Ngày có kết quả trước ngày tiếp nhận"),
        ({"returned": "09/05/2024"}, "Ngày trả kết quả trước ngày có kết quả"),
        ({"returned": "10/05/2027"}, "Ngày trả kết quả ở tương lai"),
        ({"result": "", "returned": ""}, "không có ngày kết quả hay ngày trả"),
        ({"status": "Đang giải quyết"}, "nhưng có ngày kết quả"),
        ({"status": "Bay lên trời"}, "Không hiểu tình trạng “Bay lên trời”"),
        ({"status": "Không tiếp nhận"}, "không ghi vào sổ"),
        ({"channel": "Bồ câu"}, "Không hiểu hình thức nộp “Bồ câu”"),
    ],
    ids=str,
)
def test_a_row_that_cannot_be_right_says_what_to_do(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(CannotBeTaken) as wrong:
        read(**changes)
    assert reason in str(wrong.value)


def columns() -> Any:
    found = find_header([list(NAMES.values())])
    assert found
    return found[1]


@pytest.mark.parametrize(
    "row",
    [
        [],
        [""] * 14,
        ["", None, "  "],
        ["Tổng cộng", "", "", 1880.0],
        ["", "Cộng:", "", "", 12.0],
        ["I. Lĩnh vực đất đai"],
        ["", "", "", "", "Người lập sổ"],
        list(NAMES.values()),
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"],
        [float(n) for n in range(1, 15)],
    ],
    ids=str,
)
def test_lines_that_are_no_dossier_are_passed_over(row: list[Any]) -> None:
    assert not is_dossier(row, columns())


def test_a_row_with_a_code_is_always_a_dossier() -> None:
    assert is_dossier(["000.00.19.H62-240508-0001"], columns())
    assert is_dossier(a_row(code=""), columns())


def test_a_header_is_found_below_titles() -> None:
    rows: list[list[Any]] = [["SỔ THEO DÕI HỒ SƠ"], [], ["Từ ngày 01/01/2024"], ["STT", *NAMES.values()]]
    found = find_header(rows)
    assert found
    assert found[0] == 3
    assert found[1]["code"] == 1


def test_a_header_of_two_rows_is_read_as_one() -> None:
    above = ["STT", "Mã hồ sơ", "Mã TTHC", "Tên tổ chức, cá nhân", "Ngày, tháng, năm", "", "", "Ghi chú"]
    below = ["", "", "", "", "Nhận hồ sơ", "Hẹn trả kết quả", "Trả kết quả", ""]
    found = find_header([["SỔ"], above, below])
    assert found
    row, places = found
    assert row == 2
    assert (places["received"], places["due"], places["returned"], places["note"]) == (4, 5, 6, 7)


def test_a_sheet_without_a_header_has_none() -> None:
    assert find_header([["Mã hồ sơ", "Ghi chú"], ["a", "b"]]) is None
    assert find_header([]) is None
    assert not is_header_again(a_row(), columns())
