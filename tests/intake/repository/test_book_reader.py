"""Books with planted dirt: exactly the planted rows are rejected, each with its reason, and no good row is lost."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from services.intake.domain.register.moments import LOCAL
from services.intake.repository.registers.book_reader import read_book
from tests.intake.books import HEADER, PREFIX, TITLES, Sheet, a_workbook, an_open_document, book_row
from tests.intake.dirt import BAD, BETWEEN, CODES, GOOD, SIGNATURES
from tests.intake.old_fonts import to_tcvn3, to_vni

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=LOCAL)
Read = Callable[[bytes], list[dict[str, Any]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def lines(book: bytes) -> list[dict[str, Any]]:
        path = tmp_path / "book"
        path.write_bytes(book)
        return list(read_book(str(path), NOW))

    return lines


def taken(lines: Sequence[dict[str, Any]]) -> list[str]:
    return [line["entry"]["code"][-4:] for line in lines if "entry" in line]


def rejected(lines: Sequence[dict[str, Any]]) -> dict[int, str]:
    return {line["row"]: line["reason"] for line in lines if "reason" in line}


@pytest.mark.parametrize("kind", GOOD)
def test_a_row_that_a_clerk_can_read_is_taken(read: Read, kind: str) -> None:
    lines = read(a_workbook(Sheet([*TITLES, HEADER, book_row(1), book_row(2, **GOOD[kind]), book_row(3)])))
    assert (taken(lines), rejected(lines)) == (["0001", "0002", "0003"], {})


@pytest.mark.parametrize("kind", BAD)
def test_a_row_that_cannot_be_right_is_named_with_its_reason(read: Read, kind: str) -> None:
    changes, reason = BAD[kind]
    lines = read(a_workbook(Sheet([*TITLES, HEADER, book_row(1), book_row(2, **changes), book_row(3)])))
    assert taken(lines) == ["0001", "0003"]
    assert rejected(lines).keys() == {7}
    assert reason in rejected(lines)[7]


def test_lines_between_rows_are_passed_over(read: Read) -> None:
    rows = [row for n, line in enumerate(BETWEEN, start=1) for row in (book_row(n), line)]
    lines = read(a_workbook(Sheet([*TITLES, HEADER, *rows, HEADER, book_row(99), *SIGNATURES])))
    assert len(taken(lines)) == len(BETWEEN) + 1
    assert rejected(lines) == {}


@pytest.mark.parametrize("written", CODES, ids=repr)
def test_a_code_is_the_same_however_it_is_typed(read: Read, written: str) -> None:
    code = f"{PREFIX}-240508-0001"
    for spoilt in (code, code.lower(), code.replace("-", "–"), code.replace("-", " - "), code.replace("0", "０")):
        lines = read(a_workbook(Sheet([HEADER, book_row(1, code=written.format(spoilt))])))
        assert [line["entry"]["code"] for line in lines if "entry" in line] == [code]


@pytest.mark.parametrize("seed", range(20))
def test_a_book_with_dirt_of_every_kind_gives_exactly_the_planted_errors(read: Read, seed: int) -> None:
    dice = random.Random(seed)
    kinds = [*GOOD, *BAD] * 2
    dice.shuffle(kinds)
    order = [0, *dice.sample(range(1, len(HEADER)), len(HEADER) - 1)]
    rows: list[list[Any]] = [[]] * dice.randrange(8)
    rows += [["SỔ THEO DÕI HỒ SƠ"], [HEADER[n].upper() if dice.random() < 0.3 else HEADER[n] for n in order]]
    planted: dict[int, str] = {}
    for number, kind in enumerate(kinds, start=1):
        if dice.random() < 0.2:
            line = dice.choice(BETWEEN)
            rows.append(line if len(line) < 5 or line[2] == "(3)" else [*line[:1]])
        changes, reason = BAD.get(kind, (GOOD.get(kind, {}), ""))
        row = book_row(number, **changes)
        rows.append([row[n] for n in order])
        if reason:
            planted[len(rows)] = reason
    rows += SIGNATURES[-4:]
    lines = read(a_workbook(Sheet(rows, moved_right=dice.randrange(3))))
    assert len(taken(lines)) == 2 * len(GOOD)
    assert rejected(lines).keys() == planted.keys()
    assert all(reason in rejected(lines)[row] for row, reason in planted.items())


def headed(*header: Any) -> list[list[Any]]:
    """Rows of a book whose header is given as lines, for the columns of `HEADER`."""
    return [*TITLES, *header, book_row(1), book_row(2)]


NAMED_OTHERWISE = [
    *("Số TT", "Số hồ sơ", "Mã số TTHC", "Nội dung hồ sơ", "Số lượng HS", "Họ và tên người nộp hồ sơ", "Số CCCD"),
    *("Địa chỉ liên hệ", "SĐT", "Phòng chuyên môn", "Hình thức tiếp nhận", "Ngày nhận HS", "Ngày hẹn trả KQ"),
    *("Ngày có KQ", "Ngày trả KQ", "Hình thức trả kết quả", "Trạng thái hồ sơ", "Ghi chú"),
]
BROKEN = [name.replace(" ", "\n").replace("Ngày,", "Ngày,\n") + " (*)" for name in HEADER]
UPPER = [*HEADER[:11], "Ngày, tháng, năm", None, None, None, *HEADER[15:]]
LOWER = [*[None] * 11, "Tiếp nhận hồ sơ", "Hẹn trả kết quả", "Có kết quả", "Trả kết quả"]


@pytest.mark.parametrize(
    "header",
    [
        [NAMED_OTHERWISE],
        [BROKEN],
        [[name.upper() for name in HEADER]],
        [[f"{name} ({n})" for n, name in enumerate(HEADER, start=1)]],
        [UPPER, LOWER],
        [UPPER, LOWER, [f"({n})" for n in range(1, 19)]],
        [*[["Dòng giới thiệu"]] * 40, HEADER],
        [[to_tcvn3(name) for name in HEADER]],
        [[to_vni(name) for name in HEADER]],
    ],
    ids=["other names", "broken lines", "capitals", "numbers", "two rows", "three rows", "far below", "TCVN3", "VNI"],
)
def test_a_header_is_found_however_it_is_written(read: Read, header: list[list[Any]]) -> None:
    lines = read(a_workbook(Sheet(headed(*header))))
    assert (taken(lines), rejected(lines)) == (["0001", "0002"], {})
    entry = next(line["entry"] for line in lines if "entry" in line)
    assert entry["due_at"] == "2024-05-13T17:00:00+07:00"
    assert entry["returned_at"] == "2024-05-10T15:00:00+07:00"


def test_columns_may_be_missing_strange_or_moved(read: Read) -> None:
    header = ["Cán bộ", "Ngày, giờ tiếp nhận", "Mã TTHC", "Mã hồ sơ", "Tên tổ chức, cá nhân", "Lĩnh vực"]
    row = ["Bà Mẫu", "08/05/2024 08:00", "1.001612", f"{PREFIX}-240508-0001", "Nguyễn Văn Mẫu", "Hộ tịch"]
    lines = read(a_workbook(Sheet([header, row], moved_right=4)))
    assert (taken(lines), rejected(lines)) == (["0001"], {})
    other_order = [*reversed(header)], [*reversed([*row[:3], f"{PREFIX}-240508-0002", *row[4:]])]
    lines = read(a_workbook(Sheet([header, row, [], ["SỔ THEO DÕI"], *other_order])))
    assert (taken(lines), rejected(lines)) == (["0001", "0002"], {})


def test_what_is_merged_downwards_holds_for_every_row(read: Read) -> None:
    rows = [HEADER, book_row(1), book_row(2, lead=None, received=None), book_row(3, lead=None, received=None)]
    lines = read(a_workbook(Sheet(rows, merged=("J2:J4", "L2:L4"))))
    assert [line["entry"]["lead_agency"] for line in lines if "entry" in line] == ["Phòng Tư pháp"] * 3


def test_every_visible_sheet_with_a_register_is_read(read: Read) -> None:
    summary = Sheet([["Mã hồ sơ", "Ngày tiếp nhận", "Ngày hẹn trả", "Ghi chú"], [f"{PREFIX}-240508-0001"]], "Trễ hạn")
    january = Sheet([*TITLES, HEADER, book_row(1), book_row(2, code="xấu 1")], "Tháng 1")
    hidden = Sheet([HEADER, book_row(3)], "Nháp", is_hidden=True)
    going_on = Sheet([book_row(4), [], book_row(5, received=None)], "Tháng 2")
    lines = read(a_workbook(Sheet([], "Trống"), summary, january, hidden, going_on, Sheet([["Danh mục"]], "DM")))
    assert taken(lines) == ["0001", "0004"]
    assert [(line["sheet"], line["row"]) for line in lines if "reason" in line] == [("Tháng 1", 7), ("Tháng 2", 3)]


@pytest.mark.parametrize(
    "sheets",
    [
        [Sheet([])],
        [Sheet([["Tên", "Tuổi"], ["a", "b"]])],
        [Sheet([["x"]]), Sheet([HEADER, book_row(1)], is_hidden=True)],
    ],
    ids=["empty", "no register", "only hidden"],
)
def test_a_book_without_a_visible_header_says_so(read: Read, sheets: list[Sheet]) -> None:
    sheets = [Sheet(sheet.rows, f"Trang {n}", is_hidden=sheet.is_hidden) for n, sheet in enumerate(sheets)]
    (line,) = read(a_workbook(*sheets))
    assert "Không thấy dòng tiêu đề" in line["failed"]


def test_a_header_alone_is_an_empty_book(read: Read) -> None:
    lines = read(a_workbook(Sheet([*TITLES, HEADER, *SIGNATURES])))
    assert (taken(lines), rejected(lines), lines[-1]) == ([], {}, {"end": True})


def test_an_open_document_is_read_alike(read: Read) -> None:
    lines = read(an_open_document([*TITLES, HEADER, book_row(1), book_row(2, received="hôm qua"), book_row(3)]))
    assert (taken(lines), rejected(lines).keys()) == (["0001", "0003"], {7})
